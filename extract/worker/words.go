package worker

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"gongkai/internal/limits"
)

// lastWords is a worker's standard error: it keeps the end of it and the line
// in which the Go runtime says why the process dies, however much is printed.
type lastWords struct {
	mu    sync.Mutex
	tail  []byte
	line  []byte
	cause string
}

// causeLine bounds the part of a line that is looked at.
const causeLine = 1 << 10

// Write never fails, so that a worker never blocks or dies on its own output.
func (w *lastWords) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tail = append(w.tail, p...)
	if n := len(w.tail) - limits.WorkerStderr; n > 0 {
		w.tail = append(w.tail[:0], w.tail[n:]...)
	}
	for rest := p; len(rest) > 0; {
		part, after, ended := bytes.Cut(rest, []byte{'\n'})
		w.line = append(w.line, part[:min(len(part), causeLine-len(w.line))]...)
		if ended {
			w.endLine()
		}
		rest = after
	}
	return len(p), nil
}

// endLine keeps the last such line: what was said before it was survived.
func (w *lastWords) endLine() {
	for _, prefix := range [...]string{"panic: ", "fatal error: ", "SIG"} {
		if bytes.HasPrefix(w.line, []byte(prefix)) {
			w.cause = string(w.line)
		}
	}
	w.line = w.line[:0]
}

// reset forgets what was printed about earlier documents.
func (w *lastWords) reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tail, w.line, w.cause = w.tail[:0], w.line[:0], ""
}

// why is the runtime's reason, shortened, or "".
func (w *lastWords) why() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.line) > 0 {
		w.endLine()
	}
	return shorten(w.cause)
}

func (w *lastWords) bytes() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return bytes.Clone(w.tail)
}

// addresses differ from run to run; reasons must not.
var addresses = regexp.MustCompile(`0x[0-9a-f]{4,}`)

// shorten makes one printable line of limits.WorkerReason characters.
func shorten(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	text = strings.TrimSpace(addresses.ReplaceAllString(text, "0x…"))
	if runes := []rune(text); len(runes) > limits.WorkerReason {
		return string(runes[:limits.WorkerReason-1]) + "…"
	}
	return text
}
