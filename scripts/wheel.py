"""Puts what the images of the boxes are made from into the wheel, so that `grade` can build them anywhere."""

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

COPIED = {
    "docker/grader": "grader/image_sources",
    "grader/drivers": "grader/drivers",
    "grader/judges/c": "grader/judges/c",
}


class WithImages(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:  # there the sources are at hand
            for source, inside in COPIED.items():
                self._copy(Path(source), Path(self.build_lib) / inside)

    def _copy(self, source: Path, target: Path) -> None:
        shutil.rmtree(target, ignore_errors=True)  # of an earlier build
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("wheels", "__pycache__"))
