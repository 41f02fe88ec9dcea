"""A module of its own that uses this one, as a user's would, for what kqlc generates."""
import os
import shutil

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def make(folder, name):
    """Writes go.mod and go.sum of a module, with the versions of this one."""
    with open(os.path.join(ROOT, "go.mod")) as f:
        text = f.read().replace("module github.com/kqlc/kqlc\n", f"module {name}\n")
    with open(os.path.join(folder, "go.mod"), "w") as f:
        f.write(f"{text}\nrequire github.com/kqlc/kqlc v0.0.0\n\nreplace github.com/kqlc/kqlc => {ROOT}\n")
    shutil.copy(os.path.join(ROOT, "go.sum"), folder)
