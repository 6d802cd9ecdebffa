package discord

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"footnote/bot/discord/picture"
)

// The pictures are taken by
//
//	go test ./bot/discord -run Pictures -pictures
//
// with Chromium and Noto's fonts (Debian: chromium fonts-noto-core fonts-noto-cjk
// fonts-noto-color-emoji). Other runs hold the pages to those that were pictured.
var pictures = flag.Bool("pictures", false, "take the pictures anew, with Chromium")

// The two looks that are pictured: a desktop's and a phone's.
var looks = []struct {
	name  string
	light bool
	width int
}{{"desktop", false, 700}, {"phone", true, 375}}

// pictureHeight is more than any message takes; what is left empty is cut off.
const pictureHeight = 2400

// takePictures takes one of a scene in each look.
func takePictures(t *testing.T, name string, s picture.Scene) {
	t.Helper()
	for _, look := range looks {
		s.Light = look.light
		page, err := picture.Page(s)
		if err != nil {
			t.Fatal(err)
		}
		taken := photograph(t, page, look.width)
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fewColours(cropped(taken))); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("testdata", "pictures", name+"-"+look.name+".png"), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// photograph is how Chromium shows a page, two points for each of its width.
func photograph(t *testing.T, page string, width int) image.Image {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.png")
	if err := os.WriteFile(in, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{
		"--headless", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2", "--user-data-dir=" + filepath.Join(dir, "profile"),
		fmt.Sprintf("--window-size=%d,%d", width, pictureHeight), "--screenshot=" + out, "file://" + in,
	}
	if os.Geteuid() == 0 { // where Chromium cannot shut itself in
		args = append([]string{"--no-sandbox"}, args...)
	}
	if said, err := exec.CommandContext(t.Context(), "chromium", args...).CombinedOutput(); err != nil {
		t.Fatalf("taking a picture with chromium: %v\n%s", err, said)
	}
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	taken, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

// cropped is a picture without the rows at its end that are empty.
func cropped(p image.Image) image.Image {
	b := p.Bounds()
	empty := p.At(b.Min.X, b.Max.Y-1)
	last := b.Max.Y - 1
	for ; last > b.Min.Y; last-- {
		if slices.ContainsFunc(rowOf(p, last), func(c color.Color) bool { return c != empty }) {
			break
		}
	}
	const margin = 32
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), min(last+margin, b.Max.Y)-b.Min.Y))
	draw.Draw(out, out.Bounds(), p, b.Min, draw.Src)
	return out
}

// rowOf are the points of a row.
func rowOf(p image.Image, y int) []color.Color {
	var points []color.Color
	for x := p.Bounds().Min.X; x < p.Bounds().Max.X; x++ {
		points = append(points, p.At(x, y))
	}
	return points
}

// fewColours is a picture in its 32 most frequent colours: smaller, and text looks the
// same.
func fewColours(p image.Image) image.Image {
	counts := make(map[color.Color]int)
	for y := range p.Bounds().Dy() {
		for _, c := range rowOf(p, y) {
			counts[c]++
		}
	}
	palette := make(color.Palette, 0, len(counts))
	for c := range counts {
		palette = append(palette, c)
	}
	slices.SortFunc(palette, func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	palette = palette[:min(len(palette), 32)]
	out := image.NewPaletted(p.Bounds(), palette)
	draw.Draw(out, out.Bounds(), p, p.Bounds().Min, draw.Src)
	return out
}
