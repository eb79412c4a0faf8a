"""The addresses of styles and scripts are worked out once, and are the ones the manifest gives."""

from unittest.mock import patch

from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.assets import AssetStorage


def test_an_address_is_asked_of_the_manifest_once() -> None:
    storage = AssetStorage()
    with patch.object(
        CompressedManifestStaticFilesStorage, "url", side_effect=lambda name, force: f"/{name}.1"
    ) as asked:
        assert [storage.url("css/a.css"), storage.url("css/a.css")] == ["/css/a.css.1"] * 2
        assert storage.url("css/b.css") == "/css/b.css.1"
    assert asked.call_count == 2
