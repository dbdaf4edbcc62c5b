package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// console is standard error: messages, the log, and a bar below them where it
// is a terminal. Elsewhere a long stage says now and then how far it is.
type console struct {
	mu       sync.Mutex
	out      io.Writer
	terminal *os.File // nil where it is none
	bar      *progressbar.ProgressBar
	stage    string
	spoke    time.Time
}

// speakEvery is how often a stage says how far it is where there is no bar:
// often enough to see that it goes on, seldom enough for a night's log.
const speakEvery = 20 * time.Second

func newConsole(out io.Writer) *console {
	c := &console{out: out}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		c.terminal = f
	}
	return c
}

// width of a terminal in characters; 0 where out is none.
func width(out io.Writer) int {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil || n < 20 {
		return 80
	}
	return n
}

// Write puts text above the bar.
func (c *console) Write(text []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bar == nil {
		return c.out.Write(text)
	}
	_ = c.bar.Clear()
	n, err := c.out.Write(text)
	_ = c.bar.RenderBlank()
	return n, err
}

func (c *console) line(text string) { _, _ = io.WriteString(c, text+"\n") }

// progress tells how far a stage is; total is 0 where it is not known.
func (c *console) progress(stage string, done, total int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.terminal == nil {
		if c.stage != stage {
			c.stage, c.spoke = stage, time.Now()
		} else if time.Since(c.spoke) > speakEvery {
			c.spoke = time.Now()
			of := ""
			if total > 0 {
				of = " of " + humanize.Comma(int64(total))
			}
			_, _ = fmt.Fprintf(c.out, "%s: %s%s\n", stage, humanize.Comma(int64(done)), of)
		}
		return
	}
	if c.stage != stage || c.bar == nil {
		c.endBar()
		most := int64(total)
		if most == 0 {
			most = -1
		}
		c.stage = stage
		c.bar = progressbar.NewOptions64(most, progressbar.OptionSetWriter(c.terminal), progressbar.OptionSetDescription(stage),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(50*time.Millisecond), progressbar.OptionSetWidth(20),
			progressbar.OptionSetPredictTime(total > 0), progressbar.OptionSetSpinnerChangeInterval(0)) // 0: no goroutine of its own that would write later
	}
	_ = c.bar.Set(done)
}

func (c *console) endBar() {
	if c.bar != nil {
		_ = c.bar.Clear()
		_ = c.bar.Exit()
	}
	c.bar, c.stage = nil, ""
}

// stageDone takes the bar away.
func (c *console) stageDone() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.endBar()
}

func (c *console) close() { c.stageDone() }

// say tells the operator something, unless asked to be quiet.
func (a *app) say(format string, args ...any) {
	if !a.conf.Bool("quiet") {
		a.console.line(fmt.Sprintf(format, args...))
	}
}

// progress shows how far a stage is, unless asked to be quiet.
func (a *app) progress(stage string, done, total int) {
	if !a.conf.Bool("quiet") {
		a.console.progress(stage, done, total)
	}
}

// snip cuts a text to a width and marks the cut.
func snip(s string, width int) string { return text.Snip(s, width, "…") }

// snipMiddle cuts the middle out: names of one place's units begin alike.
func snipMiddle(s string, width int) string {
	if text.StringWidthWithoutEscSequences(s) <= width {
		return s
	}
	head := text.Trim(s, width/3)
	rest := width - text.StringWidthWithoutEscSequences(head) - 1
	runes := []rune(s)
	i := len(runes)
	for used := 0; i > 0; i-- {
		if used += text.RuneWidth(runes[i-1]); used > rest {
			break
		}
	}
	return head + "…" + string(runes[i:])
}

// count is a number with its noun: "1 document", "3,830 facts".
func count(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "s"):
		noun += "es"
	default:
		noun += "s"
	}
	return humanize.Comma(int64(n)) + " " + noun
}

// countOf is count for a phrase whose first or second word is the noun.
func countOf(n int, phrase string) string {
	if n == 1 {
		return "1 " + phrase
	}
	for _, noun := range []string{"document", "link"} {
		phrase = strings.Replace(phrase, noun, noun+"s", 1)
	}
	return humanize.Comma(int64(n)) + " " + phrase
}

// size in bytes for people: "1.6 MB".
func size(n int64) string { return humanize.Bytes(uint64(max(0, n))) }

// joined counts by name, the largest first: "8 ok, 1 scanned".
func joined[K ~string](counts map[K]int) string {
	var parts []string
	for _, k := range byCount(counts) {
		parts = append(parts, humanize.Comma(int64(counts[k]))+" "+string(k))
	}
	return strings.Join(parts, ", ")
}
