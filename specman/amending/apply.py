"""Instructions applied to a document, or everything that does not fit it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from specman.amending.arrange import arrange
from specman.amending.content import change_content
from specman.amending.fitting import Fitting, MisfitError
from specman.amending.tree import Node, OwnOf, document_of, own_of, source_own, tree_of
from specman.model.document import Document
from specman.model.instruction import Instruction, Misfit

__all__ = ["MisfitError", "apply", "apply_to_source"]

Said = Callable[[Instruction], str]


def apply(base: Document, instructions: Sequence[Instruction], said: Said = str) -> Document:
    """The base with every instruction carried out. All words and places are those of the base, and in whatever order
    the instructions come, the result is the same.

    Args:
        said: the sentence of an instruction, by which what does not fit is named.

    Raises:
        MisfitError: something does not fit, or two instructions cannot both be carried out; nothing is done.
    """
    root = _amended(base, instructions, said)
    try:
        return document_of(root, base.work, base.version, base.metadata)
    except ValueError as error:
        raise MisfitError([Misfit(str(error), "cannot be read back")]) from None


def apply_to_source(base: Document, instructions: Sequence[Instruction], said: Said = str) -> bytes:
    """The same of a file that is kept as it is: its bytes.

    Args:
        base: its parts (`amending.source`).
    """
    return "".join(node.own.text for node in _amended(base, instructions, said, source_own).every()).encode()


def _amended(base: Document, instructions: Sequence[Instruction], said: Said, own: OwnOf = own_of) -> Node:
    root, nodes = tree_of(base, own)
    fitting = Fitting(base, root, nodes, instructions, said)
    change_content(fitting)
    arrange(fitting)
    fitting.refuse()
    return root
