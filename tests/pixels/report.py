"""The pictures that are kept, and what is wrong with them."""


class Report:
    """Keeps pictures in a folder and prints one line a fault."""

    def __init__(self, folder):
        self.folder, self.pictures, self.faults = folder, 0, 0
        folder.mkdir(parents=True, exist_ok=True)
        # What stands there afterwards is of this run.
        for old in folder.glob("*.png"):
            old.unlink()

    def keep(self, name, shot):
        """Keeps a picture."""
        self.pictures += 1
        (self.folder / f"{name}.png").write_bytes(shot.picture.png())

    def tell(self, name, faults):
        """Prints what is wrong with a picture."""
        for fault in faults:
            self.faults += 1
            print(f"{self.folder}/{name}.png: {fault}", flush=True)
