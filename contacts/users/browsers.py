"""What a browser calls itself, in two words that its owner recognises."""

# The first that fits: most of them also name the ones further down.
PROGRAMS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "Chrome": "Chrome"}
PROGRAMS |= {"CriOS": "Chrome", "Safari": "Safari", "curl": "curl"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "CrOS": "ChromeOS"}
SYSTEMS |= {"Mac OS": "Mac", "Linux": "Linux"}


def browser_name(said):
    """ "Firefox, Linux" of a user agent's long line; its beginning when nothing in it is known."""
    said = said or ""
    known = [next((name for mark, name in marks.items() if mark in said), None) for marks in (PROGRAMS, SYSTEMS)]
    return ", ".join(name for name in known if name) or said[:40]
