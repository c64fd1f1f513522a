"""Words and what the stage makes of them. The first pattern found wins: the surest stand first."""

SETS = (
    (r"wipers|(?:front|back|passenger|rear) ?seats?|inside (?:a|an|the|his|her) (?:\w+ )?(?:car|truck|taxi|van|cab)|"
     "windscreen|windshield|dashboard|steering wheel|car interior|"
     r"^(?:(?:in|a|an|the|his|her|their|old|red|blue|small|moving|speeding) )*(?:car|taxi|cab|truck|van)"
     r"(?! parks?\b| parked| door| wash)", "car"),
    (r"(?:hill|slope|grass|meadow|roof|field)\w* .*(?:skyline|towers of|lights of (?:a|the) city)", "skyline"),
    (r"observatory|(?:hill|slope|field|meadow|grass)\w* .*(?:under|beneath|below) (?:the |a |an )?"
     r"(?:\w+ )?(?:stars|milky way|night sky)", "night_sky"),
    ("lighthouse|cliffs?", "cliff"),
    ("waterfall", "waterfall"),
    ("underwater|seabed|coral", "underwater"),
    ("planet|asteroid|space ?ship|outer space|orbit|galaxy|astronaut", "space"),
    ("rooftops?|roof|terrace|balcony|fire escape", "rooftop"),
    ("subway|metro|underground (?:station|platform|train)", "subway"),
    ("(?:train|railway|tram|bus) (?:station|platform|stop)|platform|station|bus stop|tracks", "station"),
    ("(?:train|tram|bus) (?:window|seat|carriage|compartment)|carriage|compartment|train|tram|bus", "train"),
    ("plane|airplane|aeroplane|airport|runway", "plane"),
    ("parking|garage|car ?park|petrol|gas station|filling station", "parking_lot"),
    ("motorway|highway|roads?|roadside|crossroads|lane", "road"),
    ("(?:foot)?bridges?|overpass|viaduct", "bridge"),
    ("pier|harbour|harbor|docks?|quay|jetty|port|marina|trawler|ferry|boats?|ship|deck", "harbour"),
    ("alley|alleyway|back ?street|side street|passage", "alley"),
    ("market|bazaar|stalls?|food cart|square", "market"),
    ("arcade|carnival|fair|fairground|ferris wheel|carousel|amusement|circus|funfair", "arcade"),
    ("recording studio|studio|rehearsal", "studio"),
    ("stage|concert|festival|arena|spotlight|microphone stand|footlights", "stage"),
    ("club|night ?club|dance ?floor|disco|party|ballroom|dancers", "club"),
    ("theatre|theater|cinema|auditorium|opera", "theatre"),
    ("bar|pub|diner|cafe|caf|coffee shop|restaurant|counter|tavern|saloon|jukebox", "bar"),
    ("church|chapel|cathedral|temple|altar|pews?", "church"),
    ("kitchen|dining|table", "kitchen"),
    ("corridor|hallway|hall|stair(?:s|case|well)?|lobby|hospital|school|library|lift|elevator|office", "corridor"),
    ("window|window ?sill|curtains?|glass pane", "window"),
    ("bedroom|living room|room|apartment|(?<!salt )flat|attic|house|home|bed|sofa|couch|"
     "cabin|hotel|mirror|indoors|interior|"
     r"basement|warehouse|workshop|factory", "room"),
    ("skyscrapers?|skyline|city ?scape|city view|downtown|city lights|towers|metropolis", "skyline"),
    ("desert|dunes?|mesa|canyon|sand|cactus|salt flats?|salt pan|badlands", "desert"),
    ("snow|snowy|snowfield|glacier|ice|frozen|arctic|winter", "snow"),
    ("mountains?|peaks?|summit|ridge|valley|alps?|hills?|hill ?top|hillside|volcano|rocks?|cave", "mountains"),
    ("forest|woods|woodland|jungle|pines?|trees|grove|clearing|oaks?|birch(?:es)?", "forest"),
    ("lake|rivers?|stream|pond|creek|canal|riverbank|riverside|shore of the lake|swamp|marsh", "lake"),
    ("beach|sea|seaside|ocean|shore|coast|waves|surf|island|bay|sailing|sail|lagoon", "sea"),
    ("gardens?|flowers|greenhouse|roses|orchard|blossoms?|vineyard", "garden"),
    ("park|bench|playground|pavilion|bandstand|fountain|swing", "park"),
    ("fields?|meadow|wheat|corn|farm|grass|grassland|prairie|plain|barn|countryside|steppe|sunflowers?", "field"),
    ("night sky|stars|starry|milky way|universe|cosmos|constellation|moonlit hill|meteors?", "night_sky"),
    ("street|city|crossing|pavement|sidewalk|neon|shops?|town|avenue|traffic|block|urban|intersection|crosswalk|village",
     "city_street"),
    ("sky|clouds|horizon", "mountains"),
)  # fmt: skip

BESIDE = (
    r"\b(?:with(?:out)?|above|below|under|beneath|behind|between|beside|near|facing|overlooking|along|by|hung|lined|"
    r"ringed)\b"
)
"""Where a place's own words end and its surroundings begin."""

VIEWS = r"skyline|deep in snow|\bstars\b|milky way|night sky|wipers"
"""What is looked at from a place, and is then the picture."""

HOURS = (
    ("golden hour|golden|amber light|low sun|low light", "golden"),
    ("nightfall|midnight|deep night|night|moon|moonlight|moonlit|starlight|starry|stars|neon|lamplight", "night"),
    ("dawn|first light|sunrise|daybreak|early morning|twilight before", "dawn"),
    ("dusk|sunset|twilight|evening|blue hour|last light|violet sky|first lamps", "dusk"),
    ("dark|darkness|lamps?|candle ?light|spotlights?|street ?lights?|coloured light", "night"),
    ("late afternoon|warm side light|long shadows", "golden"),
    ("noon|midday|morning|afternoon|day|daylight|sun|sunny|sunlight|sunlit|bright|overcast|cloudy|grey light", "day"),
)

WEATHERS = (
    ("rain|rainy|raining|rain soaked|drizzle|storm|stormy|thunder|downpour|raindrops?", "rain"),
    ("snow|snowing|snowflakes?|blizzard|snowy|sleet", "snow"),
    ("fog|foggy|mist|misty|haze|hazy|smoke|smoky|steam", "fog"),
    ("embers?|sparks?|fire|flames?|bonfire|ash", "embers"),
    ("petals?|blossoms?|confetti|feathers?", "petals"),
    ("leaves|autumn|wind|windy|breeze|gusts?", "leaves"),
    ("fireflies|glow ?worms?|lanterns", "fireflies"),
    ("dust|motes|sunbeams?|beam|light shafts?|pollen", "motes"),
)
