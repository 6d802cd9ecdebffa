package discordtest

// The types of components.
const (
	typeRow          = 1
	typeButton       = 2
	typeSelect       = 3
	typeTextInput    = 4
	typeUserSelect   = 5
	typeChanSelect   = 8
	typeSection      = 9
	typeDisplay      = 10
	typeThumbnail    = 11
	typeGallery      = 12
	typeFile         = 13
	typeSeparator    = 14
	typeContainer    = 17
	typeLabel        = 18
	typeFileUpload   = 19
	typeRadioGroup   = 21
	typeCheckboxes   = 22
	typeCheckbox     = 23
	styleLink        = 5
	stylePremium     = 6
	maxTopLevel      = 40
	maxComponents    = 40
	maxComponentText = 4000
)

// A Component is a part of a message or of a modal, as Discord describes it.
// Only the fields of its type are set.
type Component struct {
	Type        int         `json:"type"`
	ID          int         `json:"id,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	Style       int         `json:"style,omitempty"`
	Content     string      `json:"content,omitempty"` // of a text
	URL         string      `json:"url,omitempty"`     // of a button that is a link
	Placeholder string      `json:"placeholder,omitempty"`
	Value       any         `json:"value,omitempty"` // that an input begins with
	Emoji       *Emoji      `json:"emoji,omitempty"`
	Disabled    bool        `json:"disabled,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	MinValues   *int        `json:"min_values,omitempty"`
	MaxValues   *int        `json:"max_values,omitempty"`
	MinLength   int         `json:"min_length,omitempty"`
	MaxLength   int         `json:"max_length,omitempty"`
	Options     []Option    `json:"options,omitempty"`
	Components  []Component `json:"components,omitempty"`
	Component   *Component  `json:"component,omitempty"` // of a label
	Accessory   *Component  `json:"accessory,omitempty"` // of a section
	Items       []Item      `json:"items,omitempty"`     // of a gallery
	Media       *Media      `json:"media,omitempty"`     // of a thumbnail
	File        *Media      `json:"file,omitempty"`
	Divider     *bool       `json:"divider,omitempty"`
	AccentColor *int        `json:"accent_color,omitempty"`
	Spoiler     bool        `json:"spoiler,omitempty"`
}

// An Option is one that can be chosen in a menu.
type Option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// An Emoji stands before a label.
type Emoji struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

// An Item is a picture of a gallery.
type Item struct {
	Media       Media  `json:"media"`
	Description string `json:"description,omitempty"`
}

// Media is where a picture or file is.
type Media struct {
	URL string `json:"url"`
}

// children are the components directly inside of one.
func (c *Component) children() []*Component {
	var list []*Component
	for i := range c.Components {
		list = append(list, &c.Components[i])
	}
	for _, one := range []*Component{c.Accessory, c.Component} {
		if one != nil {
			list = append(list, one)
		}
	}
	return list
}

// walk visits components and those inside of them, with their depth.
func walk(list []Component, visit func(c *Component, depth int)) {
	var into func(c *Component, depth int)
	into = func(c *Component, depth int) {
		visit(c, depth)
		if depth < 8 { // deeper than Discord allows
			for _, child := range c.children() {
				into(child, depth+1)
			}
		}
	}
	for i := range list {
		into(&list[i], 0)
	}
}

// all are components and those inside of them, in reading order.
func all(list []Component) []*Component {
	var out []*Component
	walk(list, func(c *Component, _ int) { out = append(out, c) })
	return out
}

// title is what a component is called on the screen.
func (c *Component) title() string {
	switch {
	case c.Label != "" && c.Emoji != nil:
		return c.Emoji.Name + " " + c.Label
	case c.Label != "":
		return c.Label
	case c.Emoji != nil:
		return c.Emoji.Name
	}
	return c.Placeholder
}

// named reports whether a test means this component: by its custom ID, by its
// title, or by its label.
func (c *Component) named(name string) bool {
	return c.CustomID == name || c.title() == name || c.Label != "" && c.Label == name
}
