"""The JSON-LD context of exports: every term spelled out, so that nothing is fetched to read one."""

from typing import Any

NAMESPACE = "urn:x-summarizer:"
_OWN = f"{NAMESPACE}terms:"
_SCHEMA = "https://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _schema(*terms: str) -> dict[str, Any]:
    return {term: f"{_SCHEMA}{term}" for term in terms}


def _linked(base: str, *terms: str) -> dict[str, Any]:
    """Terms whose values name other nodes."""
    return {term: {"@id": f"{base}{term}", "@type": "@id"} for term in terms}


_ANNOTATION = {
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
    **{name: f"oa:{name}" for name in ("linking", "replying", "exact", "prefix", "suffix")},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
}
_PARTIES = ("Person", "Organization", "GovernmentOrganization", "NewsMediaOrganization")
_WORKS = ("NewsArticle", "Claim", "Quotation")

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    "xsd": _XSD,
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    **_schema(*_WORKS, *_PARTIES),
    **_schema("name", "alternateName", "description", "jobTitle", "headline", "identifier", "inLanguage", "text"),
    **_schema("version", "publisher", "sourceOrganization"),
    "datePublished": {"@id": f"{_SCHEMA}datePublished", "@type": f"{_SCHEMA}Date"},
    **_linked(_SCHEMA, "appearance", "firstAppearance", "author", "spokenByCharacter", "isPartOf", "about"),
    **_ANNOTATION,
    # what the two vocabularies have no word for; docs/model.md defines each
    **_linked(_OWN, "represents", "relayedBy"),
    **{
        term: f"{_OWN}{term}"
        for term in ("voice", "modality", "status", "reports", "texts", "origins", "evidenceRole", "reply", "dateline")
    },
    "precedesClaim": f"{_OWN}precedesClaim",
}
