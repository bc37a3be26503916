"""The regions of the United Nations' standard M49, and what lies in what."""

_NAMES = {
    "001": "World", "002": "Africa", "009": "Oceania", "019": "Americas", "142": "Asia", "150": "Europe",
    "015": "Northern Africa", "202": "Sub-Saharan Africa", "014": "Eastern Africa", "017": "Middle Africa",
    "018": "Southern Africa", "011": "Western Africa", "419": "Latin America and the Caribbean", "029": "Caribbean",
    "013": "Central America", "005": "South America", "021": "Northern America", "143": "Central Asia",
    "030": "Eastern Asia", "035": "South-eastern Asia", "034": "Southern Asia", "145": "Western Asia",
    "151": "Eastern Europe", "154": "Northern Europe", "039": "Southern Europe", "155": "Western Europe",
    "053": "Australia and New Zealand", "054": "Melanesia", "057": "Micronesia", "061": "Polynesia",
}  # fmt: skip
_ABOVE = {
    "015": "002", "202": "002", "014": "202", "017": "202", "018": "202", "011": "202", "419": "019", "029": "419",
    "013": "419", "005": "419", "021": "019", "143": "142", "030": "142", "035": "142", "034": "142", "145": "142",
    "151": "150", "154": "150", "039": "150", "155": "150", "053": "009", "054": "009", "057": "009", "061": "009",
    "002": "001", "009": "001", "019": "001", "142": "001", "150": "001",
}  # fmt: skip


def region_name(code: str) -> str:
    """The English name of a region; empty for a code that M49 does not have."""
    return _NAMES.get(code, "")


def regions_above(code: str) -> tuple[str, ...]:
    """A region and those that it lies in, the smallest first, up to the world."""
    found = []
    while code in _NAMES:
        found.append(code)
        code = _ABOVE.get(code, "")
    return tuple(found)
