package verify

import (
	"fmt"
	"strings"
)

var (
	// because says of something that it follows from something else.
	because = newPattern(`(?i)\btherefore\b|\bas a (?:result|consequence)\b|\bconsequently\b|\bhence\b|\bthus\b|\baccordingly\b|\bbecause\b|\b(?:due|owing|thanks) to\b|\bcaused by\b|\bfor (?:this|that) reason\b`)
	// reasons are the words by which a source may say so.
	reasons = newPattern(`(?i)\btherefore\b|\bresult|\bconsequen|\bhence\b|\bthus\b|\baccording|\bbecause\b|\bdue\b|\bowing\b|\bowed\b|\bthanks\b|\bcaus|\breason|\bsince\b|\bas\b|\bso\b|\b(?:lead|leads|led|leading|bring|brings|brought|drive|drives|driven|drove|make|makes|made) |\battribut|\bgiven\b|\bciting\b|\bblam|\bin turn\b`)
)

// checkCauses holds that a claim that gives a reason has it of its source.
func checkCauses(claim, source statement, _ surroundings) string {
	if across(claim, source) || mostlyHan(claim.text) {
		return ""
	}
	if m := because.find(claim.text, strings.ToLower(claim.text)); len(m) > 0 && !reasons.matches(source.text) {
		return fmt.Sprintf("content: the source does not say %q", claim.text[m[0][0]:m[0][1]])
	}
	return ""
}
