"""Everything the gateway keeps, opened together."""

from dataclasses import dataclass

from songreel_gateway.store.admissions import Admissions
from songreel_gateway.store.aging import Aging
from songreel_gateway.store.bell import Bell
from songreel_gateway.store.beside import Showing
from songreel_gateway.store.consents import Consents
from songreel_gateway.store.database import Database
from songreel_gateway.store.following import Following
from songreel_gateway.store.gateway_secrets import GatewaySecrets
from songreel_gateway.store.hearings import Hearings
from songreel_gateway.store.images import Images
from songreel_gateway.store.keys import Keys
from songreel_gateway.store.ledger import Ledger
from songreel_gateway.store.removals import Removals
from songreel_gateway.store.replicas import Replicas
from songreel_gateway.store.revisions import Revisions
from songreel_gateway.store.scripts import Scripts
from songreel_gateway.store.shots import Shots
from songreel_gateway.store.songs import Songs
from songreel_gateway.store.takes import Takes
from songreel_gateway.store.tenants import Tenants
from songreel_gateway.store.turns import Turns
from songreel_gateway.store.uploads import Uploads
from songreel_gateway.store.usage import Usages
from songreel_gateway.store.uses import Uses
from songreel_gateway.store.videos import Videos
from songreel_gateway.store.waits import Waits
from songreel_gateway.store.waivers import Waivers
from songreel_gateway.store.webhooks import Webhooks


@dataclass(frozen=True)
class Records:
    """One database, seen from each side."""

    database: Database
    bell: Bell
    songs: Songs
    uploads: Uploads
    images: Images
    consents: Consents
    hearings: Hearings
    scripts: Scripts
    videos: Videos
    shots: Shots
    waits: Waits
    waivers: Waivers
    webhooks: Webhooks
    tenants: Tenants
    keys: Keys
    secrets: GatewaySecrets
    usages: Usages
    aging: Aging
    revisions: Revisions
    takes: Takes
    ledger: Ledger
    uses: Uses
    removals: Removals
    following: Following
    showing: Showing
    replicas: Replicas
    admissions: Admissions
    turns: Turns
    pulse: Database
    """The same database by a connection of its own, so that no other work holds up the beats of this gateway."""

    def close(self) -> None:
        """Ends the connections after the running transactions."""
        self.pulse.close()
        self.database.close()


def open_records(url: str, replica: str = "gateway-0") -> Records:
    """The records at the URL, as this gateway sees them; made when there are none."""
    database, bell, pulse = Database(url), Bell(), Database(url, threads=1)
    database.make_tables()
    return Records(
        database,
        bell,
        Songs(database),
        Uploads(database),
        Images(database),
        Consents(database),
        Hearings(database),
        Scripts(database),
        Videos(database, bell),
        Shots(database, bell),
        Waits(database, bell),
        Waivers(database),
        Webhooks(database, bell),
        Tenants(database),
        Keys(database),
        GatewaySecrets(database),
        Usages(database),
        Aging(database),
        Revisions(database, bell),
        Takes(database),
        Ledger(database, bell),
        Uses(database),
        Removals(database),
        Following(database),
        Showing(database),
        Replicas(pulse),
        Admissions(database, bell),
        Turns(database, bell, replica),
        pulse,
    )
