package discordtest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf16"
)

const emptyMessage = "the message is empty: it has no content, embeds, components or files"

// The limits of a message that Discord's description does not hold.
const (
	maxContent   = 2000
	maxEmbeds    = 10
	maxEmbedText = 6000
	maxFiles     = 10
	maxRows      = 5
)

// checkMessage says what is wrong with a message of a form. Before is what it
// was, for a change.
func checkMessage(f form, body []byte, files []File, before *Version) []string {
	m, keys, fail := readOutgoing(body)
	if fail != nil {
		return fail.Errors
	}
	wrong := checkFlags(f, m)
	if f.promise {
		return wrong
	}
	after, v2 := m.after(f, keys, before)
	if after.empty(len(files), m) {
		return append([]string{emptyMessage}, wrong...)
	}
	wrong = append(wrong, checkContent(m, v2)...)
	wrong = append(wrong, checkEmbeds(after.Embeds, keys)...)
	wrong = append(wrong, checkFiles(m, files)...)
	wrong = append(wrong, checkOneWay(f, m, keys, before, v2)...)
	if m.Components != nil {
		wrong = append(wrong, checkComponents(*m.Components, v2)...)
	}
	return append(wrong, checkManners(m, after)...)
}

func checkFlags(f form, m outgoing) []string {
	if m.Flags == nil {
		return nil
	}
	if bad := *m.Flags &^ f.flags; bad != 0 {
		return []string{fmt.Sprintf("flags: %d cannot be set here", bad)}
	}
	return nil
}

func checkContent(m outgoing, v2 bool) []string {
	var wrong []string
	if m.Content != nil {
		if n := length(*m.Content); n > maxContent {
			wrong = append(wrong, fmt.Sprintf("content: %s characters, the most is %s", thousands(n), thousands(maxContent)))
		}
		if v2 && *m.Content != "" {
			wrong = append(wrong, "content: not allowed in a message of components (IS_COMPONENTS_V2)")
		}
	}
	for name, set := range map[string]bool{
		"embeds": m.Embeds != nil && len(*m.Embeds) > 0, "poll": m.Poll != nil && string(m.Poll) != "null", "sticker_ids": len(m.Stickers) > 0,
	} {
		if v2 && set {
			wrong = append(wrong, name+": not allowed in a message of components (IS_COMPONENTS_V2)")
		}
	}
	return wrong
}

// checkOneWay holds a change against the flag that cannot be taken back, and that
// can only be set where nothing of the older kind remains.
func checkOneWay(f form, m outgoing, k keys, before *Version, v2 bool) []string {
	if !f.edit || before == nil {
		return nil
	}
	if before.V2() && m.Flags != nil && *m.Flags&FlagComponentsV2 == 0 {
		return []string{"flags: IS_COMPONENTS_V2 cannot be taken from a message; set it in each change that sets flags"}
	}
	if before.V2() || !v2 {
		return nil
	}
	var wrong []string
	if before.Content != "" && !k.has("content") {
		wrong = append(wrong, "content: must be null in the change that makes it a message of components")
	}
	if len(before.Embeds) > 0 && !k.has("embeds") {
		wrong = append(wrong, "embeds: must be empty in the change that makes it a message of components")
	}
	return wrong
}

func checkEmbeds(list []Embed, k keys) []string {
	if !k.has("embeds") {
		return nil
	}
	var wrong []string
	total := 0
	for i, e := range list {
		total += length(e.Title + e.Description + e.Footer.Text + e.Author.Name)
		for j, field := range e.Fields {
			total += length(field.Name + field.Value)
			if field.Name == "" || field.Value == "" {
				wrong = append(wrong, fmt.Sprintf("embeds/%d/fields/%d: a field needs a name and a value", i, j))
			}
		}
	}
	if len(list) > maxEmbeds {
		wrong = append(wrong, fmt.Sprintf("embeds: %d, the most is %d", len(list), maxEmbeds))
	}
	if total > maxEmbedText {
		wrong = append(wrong, fmt.Sprintf("embeds: %s characters in all, the most is %s", thousands(total), thousands(maxEmbedText)))
	}
	return wrong
}

func checkFiles(m outgoing, files []File) []string {
	var wrong []string
	if len(files) > maxFiles {
		wrong = append(wrong, fmt.Sprintf("files: %d, the most is %d", len(files), maxFiles))
	}
	sent := make(map[string]bool)
	for _, f := range files {
		sent[f.ID] = true
		if len(f.Data) > maxFile {
			wrong = append(wrong, fmt.Sprintf("files/%s: %d bytes, the most is %d", f.ID, len(f.Data), maxFile))
		}
	}
	if m.Attachments == nil {
		return wrong
	}
	for _, a := range *m.Attachments {
		id, err := strconv.Unquote(string(a.ID))
		if err != nil {
			id = string(a.ID)
		}
		if len(id) < 10 && !sent[id] { // longer ones are files that the message has
			wrong = append(wrong, fmt.Sprintf("attachments: there is no file %s", id))
		}
	}
	return wrong
}

// checkManners says what a quiet bot would not do: ping somebody, or let a link
// in its text unfold into a preview.
func checkManners(m outgoing, after Version) []string {
	var wrong []string
	var a struct {
		Parse        *[]string
		Users, Roles []string
		Replied      bool `json:"replied_user"`
	}
	if len(m.Mentions) == 0 || json.Unmarshal(m.Mentions, &a) != nil || a.Parse == nil ||
		len(*a.Parse)+len(a.Users)+len(a.Roles) > 0 || a.Replied {
		wrong = append(wrong, fmt.Sprintf(badManners+`allowed_mentions: %s, a quiet bot sends {"parse":[]} each time`, orNothing(m.Mentions)))
	}
	unfolds := m.Content != nil && *m.Content != "" && !after.V2() && after.Flags&FlagEphemeral == 0
	if unfolds && (m.Flags == nil || *m.Flags&FlagSuppressEmbeds == 0) {
		wrong = append(wrong, badManners+"flags: SUPPRESS_EMBEDS (4) is not set, so that links unfold")
	}
	return wrong
}

// length counts a text as JavaScript does, in units of UTF-16: Discord does not
// say what it counts, and this is the most.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

func orNothing(data json.RawMessage) string {
	if len(data) == 0 {
		return "nothing"
	}
	return string(data)
}
