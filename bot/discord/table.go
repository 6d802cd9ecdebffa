package discord

import "footnote/bot"

// tabled sets a table, for which a phone has no room, as one line for each cell with
// the name of its column in bold; a row begins with its label and ends with an empty
// line.
func tabled(t bot.Table, p phrasing, n int) []block {
	var blocks []block
	for _, row := range t.Rows {
		glue := "\n\n"
		for i, c := range row {
			name := shorten(t.Columns[i], maxField)
			if name == "" && c.Text == "" {
				continue
			}
			parts := pieces(c.Text, maxPiece)
			if len(parts) == 0 {
				continue
			}
			if name != "" {
				parts[0] = "**" + name + "** " + parts[0]
			}
			for j, mark := range markers(c.Citations, n) {
				if j == 0 {
					parts[len(parts)-1] += p.beforeMarks(bot.Sentence{Text: c.Text}) + mark
				} else {
					parts = append(parts, mark)
				}
			}
			blocks = append(blocks, running(parts, glue, p.space)...)
			glue = "\n"
		}
	}
	if len(blocks) > 0 {
		blocks[0].glue = "\n"
	}
	return blocks
}
