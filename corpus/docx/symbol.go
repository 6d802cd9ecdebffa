package docx

import (
	"strconv"
	"strings"
)

// symbols are the characters of the symbol fonts that documents use for more
// than ornament: boxes, ticks, arrows, bullets, and the signs of formulas.
var symbols = map[string]map[int]string{
	"wingdings": {
		0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
		0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
	},
	"wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
	"symbol": {
		0x22: "∀", 0x24: "∃", 0x2D: "−", 0x44: "Δ", 0x46: "Φ", 0x47: "Γ", 0x4C: "Λ", 0x50: "Π", 0x53: "Σ", 0x57: "Ω",
		0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x66: "φ", 0x67: "γ", 0x68: "η", 0x6C: "λ", 0x6D: "μ",
		0x6E: "ν", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω", 0x78: "ξ", 0x79: "ψ", 0x7A: "ζ",
		0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
		0xB9: "≠", 0xBB: "≈", 0xC5: "⊕", 0xCE: "∈", 0xD6: "√", 0xD7: "⋅", 0xE5: "∑", 0xF2: "∫",
	},
}

// symbol returns the character that a sign of a font shows, or "" where only
// the font knows it. Word moves such signs to U+F000.
func symbol(font, code string) string {
	n, err := strconv.ParseUint(code, 16, 16)
	if err != nil {
		return ""
	}
	if table := symbols[strings.ToLower(font)]; table != nil {
		return table[int(n)&0xFF]
	}
	if n < ' ' || n >= 0xD800 && n < 0xF900 {
		return ""
	}
	return string(rune(n))
}
