"""Store forms and code lists."""

from kreishaus.services.forms.actions.code_lists import ImportedList, import_code_list, keep_content, read_lists
from kreishaus.services.forms.actions.forms import store_form

__all__ = ["ImportedList", "import_code_list", "keep_content", "read_lists", "store_form"]
