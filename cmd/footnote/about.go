package main

import (
	"cmp"
	"net/url"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/openai"
)

// about is what people are told of how the bot is set up: names and hosts, and
// never a key or a whole address. refreshed says when sources were last asked.
func (c Config) about(model bot.Model, refreshed func() time.Time) discord.About {
	a := discord.About{RetainDays: int(c.RetainDays), Every: time.Duration(c.RefreshEvery), Refreshed: refreshed}
	if model != nil {
		a.Model, a.ModelHost = model.Name, c.hostOf(c.ModelURL, c.Model == autoModel)
	}
	if c.EmbedModel != "" {
		address, _ := c.embedURL() // that it can be read was checked
		a.EmbedModel, a.EmbedHost = c.EmbedModel, c.hostOf(address, false)
	}
	return a
}

// hostOf is the host of a server by its address; without one it is that of OpenAI, or
// of the Ollama that is looked for.
func (c Config) hostOf(address string, local bool) string {
	if local {
		address, _ = openai.LocalAddress(c.OllamaHost) // was checked
	}
	u, err := url.Parse(cmp.Or(address, openai.OpenAI))
	if err != nil {
		return ""
	}
	return u.Host
}
