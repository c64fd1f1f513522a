"""Mutual TLS between our processes: each shows a certificate of one authority, and talks to nobody who shows none.

Certificates that were renewed in place are used without a restart: a server reads them for every connection that it
takes, a caller at the first call after they changed (`renewing`).
"""

from dataclasses import dataclass
from pathlib import Path

import grpc

from songreel_chassis.errors import InvalidInput
from songreel_chassis.settings import ProcessSettings


@dataclass(frozen=True)
class Tls:
    """Where a process' certificate lies, and whose it believes."""

    certificate: Path
    key: Path
    authority: Path
    name: str
    """That every service's certificate has; empty where each has the name that it is called by."""

    @classmethod
    def of(cls, settings: ProcessSettings) -> "Tls | None":
        """From the settings; None where none is set. Raises InvalidInput for half of it, or a file that is missing."""
        files = (settings.tls_certificate, settings.tls_key, settings.tls_authority)
        if not any(files):
            return None
        if not all(files):
            detail = "Set SONGREEL_TLS_CERTIFICATE, SONGREEL_TLS_KEY and SONGREEL_TLS_AUTHORITY, or none of them."
            raise InvalidInput(detail, field="tls_certificate")
        certificate, key, authority = (Path(file).expanduser() for file in files)
        tls = cls(certificate, key, authority, settings.tls_name)
        for path in (tls.certificate, tls.key, tls.authority):
            try:
                path.read_bytes()
            except OSError as error:
                detail = f"{path} cannot be read: {error.strerror}. See SONGREEL_TLS_CERTIFICATE, _KEY and _AUTHORITY."
                raise InvalidInput(detail, field="tls_certificate") from error
        return tls

    def of_server(self) -> grpc.ServerCredentials:
        """For a server: callers have to show a certificate of the authority."""

        def now() -> grpc.ServerCertificateConfiguration:
            pair = (self.key.read_bytes(), self.certificate.read_bytes())
            return grpc.ssl_server_certificate_configuration([pair], self.authority.read_bytes())

        return grpc.dynamic_ssl_server_credentials(now(), now, require_client_authentication=True)

    def of_caller(self) -> grpc.ChannelCredentials:
        """For a channel."""
        return grpc.ssl_channel_credentials(
            self.authority.read_bytes(), self.key.read_bytes(), self.certificate.read_bytes()
        )

    def version(self) -> tuple[int, ...]:
        """Another one after any of the files was written over. Raises OSError where one is missing."""
        return tuple(path.stat().st_mtime_ns for path in (self.certificate, self.key, self.authority))

    @property
    def options(self) -> list[tuple[str, str]]:
        """Of a channel: the name to look for, since pods are called by their number."""
        return [("grpc.ssl_target_name_override", self.name)] if self.name else []


def is_local(address: str) -> bool:
    """Whether it is a socket of this machine's files, which TLS adds nothing to."""
    return address.startswith("unix:")
