package discordtest

import (
	"bytes"
	"encoding/json"
)

// An outgoing message is the body of a request that makes or changes one.
type outgoing struct {
	Content     *string      `json:"content"`
	Flags       *int         `json:"flags"`
	Components  *[]Component `json:"components"`
	Embeds      *[]Embed     `json:"embeds"`
	Poll        json.RawMessage
	Stickers    []string `json:"sticker_ids"`
	Attachments *[]struct {
		ID          json.RawMessage
		Filename    string
		Description string
	}
	Mentions  json.RawMessage `json:"allowed_mentions"`
	Reference *struct {
		ID      string `json:"message_id"`
		Channel string `json:"channel_id"`
		Fail    *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
	TTS bool
}

// keys are the members that a body has.
type keys map[string]json.RawMessage

func (k keys) has(name string) bool { _, ok := k[name]; return ok }

func readOutgoing(body []byte) (outgoing, keys, *Error) {
	var m outgoing
	var k keys
	if len(body) == 0 || bytes.Equal(body, []byte("null")) {
		return m, nil, nil
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return m, nil, invalid(err.Error())
	}
	if err := json.Unmarshal(body, &k); err != nil {
		return m, nil, invalid(err.Error())
	}
	return m, k, nil
}

// after is what a message becomes, its files aside, and whether it consists of
// components alone.
func (m outgoing) after(f form, k keys, before *Version) (Version, bool) {
	var v Version
	if f.edit && before != nil {
		v = *before
	}
	v.Flags &^= FlagLoading
	if m.Flags != nil {
		settable := f.flags
		v.Flags = v.Flags&^settable | *m.Flags&settable
		if before != nil {
			v.Flags |= before.Flags & FlagComponentsV2
		}
	}
	if k.has("content") {
		v.Content = ""
		if m.Content != nil {
			v.Content = *m.Content
		}
	}
	if k.has("embeds") {
		v.Embeds = nil
		if m.Embeds != nil {
			v.Embeds = *m.Embeds
		}
	}
	if k.has("components") {
		v.Components = nil
		if m.Components != nil {
			v.Components = *m.Components
		}
	}
	return v, v.V2()
}

func (v Version) empty(files int, m outgoing) bool {
	kept := len(v.Files) > 0 && (m.Attachments == nil || len(*m.Attachments) > 0)
	return v.Content == "" && len(v.Embeds) == 0 && len(v.Components) == 0 && files == 0 && !kept && len(m.Stickers) == 0 && m.Poll == nil
}
