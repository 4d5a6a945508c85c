from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from search.listening import listen


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("检索")

    def ready(self) -> None:
        listen()
