"""What a browser says of itself, in words that its owner recognises."""

_SYSTEMS = {"Mac OS X": "macOS", "Mac OS": "macOS"}
_UNKNOWN = "thiết bị không rõ"


def device_name(agent: str) -> str:
    """Return "Chrome 130 trên Windows 10" for a User-Agent; it is what the browser claims, no proof."""
    from ua_parser import parse  # its rules take a moment to load, and one page needs them

    told = parse(agent)
    browser = _named(told.user_agent.family, told.user_agent.major) if told.user_agent else ""
    system = _named(told.os.family, told.os.major) if told.os else ""
    return " trên ".join(part for part in (browser, system) if part) or _UNKNOWN


def _named(family: str, major: str | None) -> str:
    name = _SYSTEMS.get(family, family)
    return f"{name} {major}" if major else name
