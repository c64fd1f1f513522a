"""Certificates of films: held against the film and the song that they are of, and told in lines."""

from songreel_client.certificates.checks import Check, Evidence, check_certificate

__all__ = ["Check", "Evidence", "check_certificate"]
