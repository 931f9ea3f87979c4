"""Instructions held against the tree that they change: which node each names, and what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from specman.amending.tree import Node, grown
from specman.errors import nearest_names
from specman.model.document import Document
from specman.model.instruction import At, Insert, Instruction, Misfit, Unfit


class MisfitError(ValueError):
    """Instructions that do not fit, all of them named."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        super().__init__(f"{len(misfits)} instructions do not fit")
        self.misfits = tuple(misfits)


class Fitting:
    """The instructions for one tree, and what of them does not fit it.

    Attributes:
        base: the document that the tree was made of; labels are looked up in it.
        fresh: of each insertion its new node, in the order of the instructions.
    """

    def __init__(
        self, base: Document, root: Node, nodes: Mapping[str, Node], instructions: Sequence[Instruction],
        said: Callable[[Instruction], str],
    ) -> None:  # fmt: skip
        self.base, self.root, self.nodes, self.instructions = base, root, nodes, instructions
        self._said = said
        self._misfits: dict[Misfit, None] = {}
        self.fresh = [(one, grown(one)) for one in instructions if isinstance(one, Insert)]
        self._labelled: dict[str, list[Node]] = {}
        for _, node in self.fresh:
            for new in node.every():
                same = self._labelled.setdefault(new.key[1:], [])
                same.append(new)
                new.key += "\x1f" * (len(same) - 1)

    def misfit(self, one: Instruction, what: Unfit, nearest: str = "", other: Instruction | None = None) -> None:
        """Note that an instruction does not fit."""
        said = self._said(other) if other is not None else ""
        self._misfits.setdefault(Misfit(self._said(one), what, nearest, said))

    @property
    def has_misfits(self) -> bool:
        """Whether something did not fit so far."""
        return bool(self._misfits)

    def refuse(self) -> None:
        """Raise everything that did not fit.

        Raises:
            MisfitError: where there is something.
        """
        if self._misfits:
            raise MisfitError(tuple(self._misfits))

    def node(self, at: At, one: Instruction) -> Node | None:
        """The node that an instruction names; None, and a misfit, where there is none or not just one."""
        if at.is_new:
            found = self._labelled.get(at.label, [])
            if len(found) > 1:
                self.misfit(one, "several places", at.label)
                return None
            node = found[0] if found else None
        elif at.label.startswith("#"):
            node = self.nodes.get(at.label[1:])
        elif not at.label:
            node = self.root
        else:
            held = self.base.labelled(at.label)
            node = self.nodes.get(held.eid) if held is not None else None
        if node is None:
            known = list(self._labelled) if at.is_new else [p.label for p in self.base.provisions if p.label]
            near = nearest_names(at.label, known)
            self.misfit(one, "unknown place", near[0] if near else "")
        return node
