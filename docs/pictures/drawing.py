"""The little of SVG that the pictures need. Colours follow the reader's light or dark mode."""
from xml.sax.saxutils import escape

STYLE = """<style>
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.small { font-size: 12px; fill: #59636e }
.bold { font-weight: 600 }
.box { fill: #f6f8fa; stroke: #818b98 }
.core { fill: #ddf4ff; stroke: #0969da }
.line { stroke: #818b98; fill: none }
.head { fill: #818b98 }
.ours { fill: #0969da }
.floor { fill: #afb8c1 }
.target { stroke: #cf222e; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.small { fill: #9198a1 }
.box { fill: #151b23; stroke: #656c76 }
.core { fill: #0c2d6b; stroke: #4493f8 }
.line { stroke: #656c76 }
.head { fill: #656c76 }
.ours { fill: #4493f8 }
.floor { fill: #656c76 }
.target { stroke: #f85149 }
}
</style>"""


def text(x, y, words, style="", anchor="start"):
    return f'<text x="{x}" y="{y}" class="{style}" text-anchor="{anchor}">{escape(words)}</text>'


def box(x, y, width, height, style="box"):
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" class="{style}"/>'


def arrow(x1, y1, x2, y2):
    back = -9 if (y2, x2) > (y1, x1) else 9
    head = (f'<path class="head" d="M{x2} {y2} l{back} -4 v8 z"/>' if y1 == y2
            else f'<path class="head" d="M{x2} {y2} l-4 {back} h8 z"/>')
    return f'<path class="line" d="M{x1} {y1} L{x2} {y2}"/>' + head


def picture(width, height, title, parts):
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}">', f"<title>{escape(title)}</title>", STYLE, *parts, "</svg>", ""])
