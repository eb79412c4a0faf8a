"""Forms of the registry: entering a text, reviewing what was read, filtering the list."""

from directives.registry.forms.correcting import CorrectionForm
from directives.registry.forms.entry import EntryForm
from directives.registry.forms.filters import DirectiveFilter
from directives.registry.forms.masthead import MastheadForm
from directives.registry.forms.review import ReviewForms

__all__ = ["CorrectionForm", "DirectiveFilter", "EntryForm", "MastheadForm", "ReviewForms"]
