"""States and territories: what they, their governments and their people are called in the news."""

from summarizer.places.countries import Country, countries, country, is_adjective

__all__ = ["Country", "countries", "country", "is_adjective"]
