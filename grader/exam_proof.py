"""The proof of an exam: each of its exercises is proven like a small project."""

from collections.abc import Mapping
from pathlib import Path

from projects.folder.exam import Exercise

from .mutants import record
from .proof import Proof, Say, Slowest, prove, steps
from .trials import Trials

LEAST = (6, 2)  # cases and wrong solutions of one exercise


def prove_exam(
    folder: Path, exercises: Mapping[str, Exercise], trials: Trials, *, whole: bool, say: Say
) -> Proof:
    """Prove every exercise. Raises BadFolder or SandboxFault."""
    proofs = {
        name: prove(
            one.path,
            trials,
            files=one.file.files,
            whole=whole,
            say=lambda what, name=name: say(f"{name}/{what}"),  # type: ignore[misc]
            least=LEAST,
        )
        for name, one in exercises.items()
    }
    return Proof(
        folder,
        tuple(f"{name}: {fault}" for name, proof in proofs.items() for fault in proof.faults),
        cases=sum(proof.cases for proof in proofs.values()),
        wrong=sum(proof.wrong for proof in proofs.values()),
        hidden=sum(proof.hidden for proof in proofs.values()),
        caught=sum(proof.caught for proof in proofs.values()),
        mutants=record.together(proof.mutants for proof in proofs.values()),
        slowest=max(filter(None, (p.slowest for p in proofs.values())), key=_nearness, default=None),
    )


def exam_steps(folder: Path) -> int:
    """How often `prove_exam` says something."""
    return sum(steps(path) for path in (folder / "exercises").glob("*") if path.is_dir())


def _nearness(one: Slowest) -> float:
    return one.needs / one.limit
