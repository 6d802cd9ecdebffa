package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// checkComponents says what is wrong with the components of a message, beside
// what Discord's description says of each.
func checkComponents(list []Component, v2 bool) []string {
	var wrong []string
	for i := range list {
		if v2 {
			wrong = append(wrong, checkPlace(&list[i], topLevelTypes, fmt.Sprintf("components/%d", i))...)
		} else if list[i].Type != typeRow {
			wrong = append(wrong, fmt.Sprintf("components/%d: type %d needs the flag IS_COMPONENTS_V2 (32768)", i, list[i].Type))
		}
	}
	if !v2 && len(list) > maxRows {
		wrong = append(wrong, fmt.Sprintf("components: %d rows, the most is %d", len(list), maxRows))
	}
	every := all(list)
	if len(every) > maxComponents {
		wrong = append(wrong, fmt.Sprintf("components: %d in all, the most is %d", len(every), maxComponents))
	}
	texts := 0
	for _, c := range every {
		texts += length(c.Content)
		wrong = append(wrong, checkComponent(c)...)
	}
	if texts > maxComponentText {
		wrong = append(wrong, fmt.Sprintf("components: %s characters of text in all, the most is %s", thousands(texts), thousands(maxComponentText)))
	}
	return append(wrong, checkUnique(every)...)
}

// Which components may stand where.
var (
	topLevelTypes  = []int{typeRow, typeSection, typeDisplay, typeGallery, typeFile, typeSeparator, typeContainer}
	containedTypes = []int{typeRow, typeSection, typeDisplay, typeGallery, typeFile, typeSeparator}
)

func checkPlace(c *Component, allowed []int, at string) []string {
	if !slices.Contains(allowed, c.Type) {
		return []string{fmt.Sprintf("%s: type %d cannot stand there", at, c.Type)}
	}
	if c.Type != typeContainer {
		return nil
	}
	var wrong []string
	for i := range c.Components {
		wrong = append(wrong, checkPlace(&c.Components[i], containedTypes, fmt.Sprintf("%s/components/%d", at, i))...)
	}
	return wrong
}

// checkUnique finds custom IDs that two components have.
func checkUnique(list []*Component) []string {
	var wrong []string
	seen := make(map[string]bool)
	for _, c := range list {
		if c.CustomID != "" && seen[c.CustomID] {
			wrong = append(wrong, fmt.Sprintf("components: the custom_id %q is there twice", c.CustomID))
		}
		seen[c.CustomID] = true
	}
	return wrong
}

func isSelect(kind int) bool {
	return kind == typeSelect || kind >= typeUserSelect && kind <= typeChanSelect
}

func checkComponent(c *Component) []string {
	switch {
	case c.Type == typeRow:
		return checkRow(c)
	case c.Type == typeButton:
		return checkButton(c)
	case isSelect(c.Type):
		return checkSelect(c)
	case c.Type == typeSection:
		return checkSection(c)
	case c.Type == typeDisplay && c.Content == "":
		return []string{"components: a text display is empty"}
	case c.Type == typeContainer && len(c.Components) == 0:
		return []string{"components: a container is empty"}
	}
	return nil
}

// checkRow: up to five buttons, or one select.
func checkRow(c *Component) []string {
	buttons, selects := 0, 0
	for _, child := range c.Components {
		switch {
		case child.Type == typeButton:
			buttons++
		case isSelect(child.Type):
			selects++
		case child.Type != typeTextInput:
			return []string{fmt.Sprintf("components: type %d cannot stand in a row", child.Type)}
		}
	}
	switch {
	case len(c.Components) == 0:
		return []string{"components: a row is empty"}
	case selects > 0 && len(c.Components) > 1:
		return []string{"components: a select stands alone in its row"}
	case buttons > 5:
		return []string{fmt.Sprintf("components: %d buttons in a row, the most is 5", buttons)}
	}
	return nil
}

func checkButton(c *Component) []string {
	name := fmt.Sprintf("components: the button %q", c.title())
	switch {
	case c.Style == styleLink && (c.URL == "" || c.CustomID != ""):
		return []string{name + " is a link: it needs a url and has no custom_id"}
	case c.Style != styleLink && c.Style != stylePremium && (c.CustomID == "" || c.URL != ""):
		return []string{name + " needs a custom_id and has no url"}
	case c.Style != stylePremium && c.Label == "" && c.Emoji == nil:
		return []string{name + " needs a label or an emoji"}
	case length(c.CustomID) > 100:
		return []string{name + " has a custom_id over 100 characters"}
	}
	return nil
}

func checkSelect(c *Component) []string {
	var wrong []string
	name := fmt.Sprintf("components: the select %q", c.CustomID)
	if c.CustomID == "" {
		wrong = append(wrong, name+" needs a custom_id")
	}
	if c.Type != typeSelect {
		return wrong
	}
	least, most := 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
	}
	if c.MaxValues != nil {
		most = *c.MaxValues
	}
	if most > len(c.Options) || least > most {
		wrong = append(wrong, fmt.Sprintf("%s asks for %d to %d of %d options", name, least, most, len(c.Options)))
	}
	seen, chosen := make(map[string]bool), 0
	for _, o := range c.Options {
		if seen[o.Value] {
			wrong = append(wrong, fmt.Sprintf("%s has the value %q twice", name, o.Value))
		}
		seen[o.Value] = true
		if o.Default {
			chosen++
		}
	}
	if chosen > most {
		wrong = append(wrong, fmt.Sprintf("%s has %d defaults, the most is %d", name, chosen, most))
	}
	return wrong
}

func checkSection(c *Component) []string {
	for _, child := range c.Components {
		if child.Type != typeDisplay {
			return []string{fmt.Sprintf("components: type %d cannot stand in a section", child.Type)}
		}
	}
	switch {
	case len(c.Components) == 0 || len(c.Components) > 3:
		return []string{fmt.Sprintf("components: a section has %d texts, it may have 1 to 3", len(c.Components))}
	case c.Accessory == nil:
		return []string{"components: a section needs an accessory"}
	case c.Accessory.Type != typeButton && c.Accessory.Type != typeThumbnail:
		return []string{fmt.Sprintf("components: type %d cannot be the accessory of a section", c.Accessory.Type)}
	}
	return nil
}

// A Modal is a form that a person fills in.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// fields are the inputs of a modal.
func (m *Modal) fields() []*Component {
	var list []*Component
	for _, c := range all(m.Components) {
		if c.CustomID != "" {
			list = append(list, c)
		}
	}
	return list
}

// checkModal says what is wrong with a modal.
func checkModal(data []byte) []string {
	var m Modal
	if err := json.Unmarshal(data, &m); err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	if n := len(m.Components); n < 1 || n > 5 {
		wrong = append(wrong, fmt.Sprintf("components: %d in a modal, it may have 1 to 5", n))
	}
	for i := range m.Components {
		c := &m.Components[i]
		switch {
		case c.Type == typeDisplay:
		case c.Type == typeRow && len(c.Components) == 1 && c.Components[0].Type == typeTextInput:
			wrong = append(wrong, checkInput(&c.Components[0], true)...)
		case c.Type == typeLabel && c.Component != nil && c.Label != "":
			wrong = append(wrong, checkInput(c.Component, false)...)
		default:
			wrong = append(wrong, fmt.Sprintf("components/%d: type %d of a modal is a row with one text input, or a label with one input", i, c.Type))
		}
	}
	return append(wrong, checkUnique(all(m.Components))...)
}

// checkInput checks an input of a modal; in a row it has a label of its own.
func checkInput(c *Component, inRow bool) []string {
	var wrong []string
	if c.CustomID == "" {
		wrong = append(wrong, "components: an input needs a custom_id")
	}
	if inRow != (c.Label != "") && c.Type == typeTextInput {
		wrong = append(wrong, "components: a text input has a label in a row, and none within a label")
	}
	value, _ := c.Value.(string)
	most := c.MaxLength
	if most == 0 {
		most = 4000
	}
	if c.Type == typeTextInput && (c.MinLength > most || length(value) > most) {
		wrong = append(wrong, fmt.Sprintf("components: the text input %q is longer than its own limit", c.CustomID))
	}
	return wrong
}
