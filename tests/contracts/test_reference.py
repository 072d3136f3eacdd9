"""What is generated from the code is what would be generated now."""

from services.reference import OUT, pages


def test_the_generated_reference_is_not_stale() -> None:
    for name, text in pages().items():
        assert (OUT / name).read_text(encoding="utf-8") == text, f"docs/reference/{name} is stale: run make generate"
