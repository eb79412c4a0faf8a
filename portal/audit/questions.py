"""What the page of the record asks, always the same: the question is put into SQL once."""

from portal.audit.models import Entry
from portal.lists import USUAL
from portal.prepared import prepared

newest = prepared(lambda scope: Entry.objects.newest_for(scope, USUAL + 1))
