"""Verbs and the poses they stand for: of two that begin at one word, the earlier line wins."""

_ONES = r"(her|his|their|its|the|both|one|a|an|two)"
_OTHER = (
    r"(her|him|them|each other|one another|"
    r"(a|the|her|his|their) (?!(own )?(arms?|knees?|coat|guitar|bag|pillow|legs?))\w+)"
)
_VEHICLE = r"(a |an |the |her |his |their )?(\w+ )?"

VERBS = {
    "play_guitar": r"(sing\w* .*)?(\bguitars?\b|strum\w*|riff\w*|\bbass\b|ukulele|banjo)",
    "play_violin": r"violin\w*|viola|cello|fiddl\w*",
    "play_piano": r"(plays? (at )?the )?(piano|keyboard\w*|synth\w*|organ\b)",
    "play_drums": r"drum(s|ming|mer)?\b(?! riser| on (the|a|her|his))|percussion",
    "embrace_self": (
        r"(hugs?|hugging|embrac\w+|wraps?|wrapping) (her|him|them|it)?(self|selves)|"
        r"(hugs?|hugging) (her|his|their) (own )?(arms|knees|coat|legs)|shiver\w*|arms around (her|him|them)sel\w+|"
        r"holds? (her|him|them)self"
    ),
    "hug": (
        rf"(hugs?|hugging|embrac(es|ing)|kiss(es|ing)?|cuddl\w+) {_OTHER}|\b(they|both|two|lovers|couple|friends)\b.*\b"
        rf"(hug|kiss|embrace)\b|holds? {_OTHER} (close|tight)|in each others? arms|falls? into .* arms"
    ),
    "hold_hands": r"(holds?|holding|takes?|joins?) (hands|(her|his|the others?) hand|\w+s hand)|hand in hand",
    "slide": r"slid(es|ing)? down (a|the) (\w+ )?(dune|slope|banister|roof|chute|slide)\b(?! on)|\bsled\w*|sledg\w*",
    "skate": (
        r"\bskat\w*|\bsurf(s|ing)\b|snowboard\w*|\bskis?\b|skiing|rid(es|ing) (a|the|on a) (\w+ )?(wave|board|"
        r"surfboard)|"
        r"slid(es|ing)\b|glid(es|ing)\b"
    ),
    "look_up": r"\brid(es|ing)\b .*(ferris|big wheel)|follows? .*\b(sky|stars?|moon|birds?|kite)\b|"
    r"throws? (back )?(the|her|his) head( back)?",
    "cheer": (
        r"\brid(es|ing)\b .*(carousel|roller ?coaster|merry)|(opens|spreads|throws|raises|lifts|stretches|flings) "
        r"(out |up |wide )?(both |her |his |their |the )*arms|arms (spread|wide|out|up|open|raised)|fists in the air|"
        r"holds (?!hands).* (high|aloft|over (her|his|their|the) head)\b|"
        r"shout(s|ing)\b|scream(s|ing)\b|yell(s|ing)\b|cheer(s|ing)\b|celebrat\w+|triumph\w*|top of (the|her|"
        r"his) voice|"
        r"sing(s|ing)? (along|out|to the|at the top)|splash(es|ing) both arms"
    ),
    "stand": r"\brid(es|ing)\b .*(escalator|elevator|\blift\b)|(lights|lit) up\b",
    "sit": (
        rf"\brid(es|ing)\b (in |on )?{_VEHICLE}(train|bus|subway|tram|metro|taxi|ferry|boat|car|horse)|"
        r"\bsit(s|ting)?\b|\bsat\b|seated|perch\w*|on a (bench|chair|stool|couch|sofa)\b|"
        r"at (a|the) (table|bar|desk|counter)\b|slump\w*|turns? (a|the|her|his) glass"
    ),
    "ride": (
        r"bicycling|\bbik(es|ing)\b(?<!the bikes)|cycl(es|ing)\b|pedals\b|pedal(l)?ing|"
        r"\brid(e|es|ing)\b|\brode\b|on (a|the|her|his|their) (\w+ )?(bicycle|bike)\b"
    ),
    "drive": r"\bdriv(e|es|ing)\b|\bdrove\b|\bsteer(s|ing)\b|behind the wheel|at the wheel|steering wheel",
    "swing": r"\bswing(s|ing)? (higher|high|above|over|back|to and|in the air|on a swing|into)|on (a|the) swing\b",
    "dance": (
        r"\bdanc(es|ed|ing|e(?! floor))\b|twirl\w*|spins?\b|spinning|sways? to|grooves?|grooving|waltz\w*|"
        r"whirl(s|ing)\b|"
        r"pirouett\w*|head-?bang\w*|moves? to the (beat|music|rhythm)|turns? (\w+ )?(round and round|"
        r"in (\w+ )?circles?)|"
        r"turns in a circle|swings? r?ound|swings? around|pulls? (a|the|her|his) (stranger|friend|partner)"
    ),
    "sing": (
        r"\bsing(s|ing)?\b|\bsang\b|\bcroon\w*|\brap(s|ping)?\b|belts? out|performs?\b|performing|"
        r"(into|to|at|grabs|takes|holds|grips) (a|the|her|his) (\w+ )?(microphone|mic)\b(?! and waits)"
    ),
    "clap": r"\bclap(s|ping)?\b|\bdrums on\b|applau\w*|snaps? (her|his|their) fingers",
    "cartwheel": r"cartwheel\w*|somersault\w*|handstand\w*|\bflips\b|tumbl(es|ing)\b",
    "row": r"\brow(s|ing)\b(?! of| boat)|paddl(es|ing)|\boars?\b|canoe(s|ing)\b",
    "climb": r"\bclimb(s|ing)?\b|clamber\w*|scal(es|ing) (a|the)",
    "toast": (
        r"\btoast(s|ing)?\b|rais(es|ing) (a|the|her|his|their) (\w+ )?(glass\w*|bottle|cup|mug|beer)|"
        r"clink\w*|drinks?\b|drinking|\bsips?\b|sipping"
    ),
    "kneel": (
        r"kneel\w*|\bknelt\b|crouch\w*|squat\w*|\bpray(s|ing)?\b|bends? down|picks? up|(on|s to) (her|his|their|"
        r"the|both) "
        r"knees|plant(s|ing)\b|digs?\b|digging|unt(ies|ying)|ties (her|his|the)|writ(es|ing) .*\b(sand|snow|"
        r"dust|chalk)\b"
    ),
    "reach": (
        rf"(?<!\bwho )runs? {_ONES} (\w+ )?(hands?|fingers?) (along|over|across|through)|throws? (open|\w+ \w+ open)|"
        r"\breach(es|ed|ing)?\b(?! the (summit|top|end|shore|sea|other))|stretch\w*|touch\w*|point(s|ing)\b|grasp\w*|"
        r"rais(es|ing)\b|lifts?\b(?! (her|his|their|the) (face|head|eyes|chin))|"
        r"open(s|ing)\b(?! (her|his|their|the|both) eyes)|"
        r"knock(s|ing)\b|catch(es|ing)\b|draws\b|drops (a|one|the|her|his)\b|"
        r"turns (the|a) (\w+ )?(radio|dial|telescope|key|handle|knob|page)|holds? out|push(es|ing) (?!through)|"
        r"\bwipes\b|\bshakes\b(?! (her|his|their|the) head)|\bsweeps\b"
    ),
    "throw": r"throw(s|ing)?\b|toss(es|ing)\b|smash(es|ing)\b|fling(s|ing)?\b|hurl(s|ing)?\b|skips? .{0,9}stones?\b",
    "pull": (
        r"\bpull(s|ed|ing)?\b|\bhaul(s|ing)\b|\btug(s|ging)?\b|drag(s|ging|ged)?\b|\bheav(es|ing)\b|"
        r"\breel(s|ing)? in|\bnets?\b|\bropes?\b"
    ),
    "run": (
        r"\brun(s|ning)?\b|\bran\b|sprint\w*|\brac(es|ing)\b|\bchas(es|ing|e)\b|\bflee(s|ing)?\b|jog(s|ging)?\b|"
        r"dash(es|ing)\b|rush(es|ing)?\b|hurr(y|ies|ying)|escap(es|ing)|\btears (along|down|through|up|across|over)|"
        r"breaks through|bursts (out|in|through)|comes (running|racing)"
    ),
    "jump": (
        r"\bjump(s|ed|ing)?\b|leap\w*|\bhop(s|ping)?\b|bounc(es|ing)|skip(s|ping)\b|\bflies\b|\bdiv(es|ing)\b|"
        r"flying (through|over|above|across)|\bfloat(s|ing)?\b"
    ),
    "wave": (
        r"(wav|swing)(es|ing|s) (at|to|good|her|his|their|a|from|back|with|both)\b|waves? goodbye|beckon\w*|"
        r"greet(s|ing)\b|"
        r"salut\w*|(?<!the )(?<!ing )(?<!over )\bwaves\W*$|calls (across|out|to|after)"
    ),
    "lie": (
        r"\bl(ie|ies|ying|aid|ay)\b|sleep(s|ing)?\b|asleep|rests? on (her|his|the) (back|bed|grass)|dream(s|ing)\b|"
        r"collaps\w*"
    ),
    "read": (
        r"\bread(s|ing)?\b|\bwrit(e|es|ing)\b|stud(ies|ying)|scroll(s|ing)\b|wip(es|ing) .*\b(photo\w*|picture)|"
        r"looks? at (a|an|the|her|his|their) (\w+ )?(photo\w*|picture|map|phone|note|page|letter|book)"
    ),
    "walk": (
        r"\bwalk(s|ed|ing)?\b|stroll\w*|wander\w*|\bstep(s|ping)?\b|march(es|ing)\b|strid(es|ing)|pac(es|ing)\b|"
        r"cross(es)\b(?! (her|his) face)|"
        r"mov(es|ing) (through|along|across)|approach\w*|leav(es|ing)\b(?! (one|a|no))|enters?\b|"
        r"arriv(es|ed)\b|pass(es)\b|return(s|ing)\b|follow(s|ing)?\b|roam\w*|drift(s|ing)\b|trudg\w*|hik(es|ing)|"
        r"carr(ies|ying)|"
        r"(?<!smile )comes?\b|goes\b|push(es|ing) through|fights\b|skirts\b"
    ),
}
"""What is done: the first in the sentence is drawn."""

LOOKS = {
    "look_away": (
        r"looks? away|turns? away|turns? (her|his|their) back|back to (the )?camera|from behind|"
        r"gaz(es|ing) (out|over|across|at the (sea|horizon|city|ocean|skyline|distance|mountains?))|"
        r"look(s|ing) (out|over|across|back)|"
        r"star(es|ing) (out|over|across|into the (distance|dark|sea))|"
        r"watch(es|ing) (the )?(\w+ )?(sea|ocean|horizon|city|waves|sunset|sunrise|skyline|train|boat|ship|"
        r"clouds|rails)|"
        r"faces? the (sea|horizon|wind)"
    ),
    "look_up": (
        r"looks? up|looking up|gaz(es|ing) (up|at the (sky|stars?|moon))|"
        r"watch(es|ing) the (sky|stars?|moon|birds?|snow|fireworks)|"
        r"star(es|ing) (up|at the (sky|stars?|moon|ceiling))|lifts? (her|his|their) (face|head|eyes)|"
        r"tilts? (her|his|their) head|faces? the sky"
    ),
    "hold_object": (
        r"\bhold(s|ing)?\b|\bheld\b|clutch\w*|cradl\w*|offer\w*|gives?\b|giving|weighs?\b|shields?\b|"
        r"\blights (a|the|one)\b|carry|umbrella"
    ),
    "read": r"\bletter\b|\bbook\b|newspaper",
    "stand": (
        r"stand\w*|\bstood\b|wait\w*|lean\w*|stops?\b|paus\w*|still|watch\w*|look\w*|star(es|ing)|breath\w*|smil\w*|"
        r"\bbit(es|ing)\b|\bwink\w*|whisper\w*|\bnods?\b|\bshakes\b|glar\w*|frown\w*|clos(es|ing)\b|gasp\w*|"
        r"think\w*|listen\w*|cr(ies|ying)|weep\w*|laugh\w*|\brests?\b|turns?\b|eyes\b"
    ),
}
"""What is seen where nothing is done; in the order in which they win."""
