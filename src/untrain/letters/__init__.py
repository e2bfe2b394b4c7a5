"""Letters: ready-to-send text of opt-outs that are e-mails, the law they rest on, and when an answer is due.

Everything here is text and dates; nothing is ever sent from here: the person sends it themself.
"""

from untrain.letters.file import as_eml, as_mailto
from untrain.letters.law import Law, law_of
from untrain.letters.text import Sender, Written, follow_up, write

__all__ = ["Law", "Sender", "Written", "as_eml", "as_mailto", "follow_up", "law_of", "write"]
