"""One page of what was heard in a song: read from the analysis, laid out in rows over one time axis, drawn by Skia.

title and facts                       reading    plain, finite values out of any SongAnalysis
0:00      0:30      1:00              scale      seconds to places on the page
▌intro ▌verse     ▌chorus             rows/      one module a row: what it shows and how tall it is
▂▂▃▃▅▅▄▄▅▅██████▅▅                    sheet      rows one below the other, legend and footer
╷╷╵╷╷╵╷╷╵                             paper      lines, shapes, set type; fonts, inks
cuts, and why                         files      PNG, SVG, PDF
"""
