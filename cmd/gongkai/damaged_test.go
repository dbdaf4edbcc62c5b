package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"gongkai"
	"gongkai/internal/pdftest"
)

// program is this test binary under the name by which it is the program.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "gongkai")
	if os.Link(self, name) == nil {
		return name
	}
	from, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestDamaged reads the damaged files of other projects' test suites with every
// reader: each gives an outcome with a reason, and none of our own readers dies
// or hangs over one.
func TestDamaged(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(pdftest.Shared(t, "damaged"), "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatal("no damaged files", err)
	}
	gongkai := program(t)
	for _, reader := range []string{readerAuto, "own", "pdfium"} {
		t.Run(reader, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			c := exec.CommandContext(ctx, gongkai, append([]string{"inspect", "--json", "--reader", reader}, files...)...)
			c.Stderr = os.Stderr
			out, err := c.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			d := json.NewDecoder(out)
			for _, f := range files {
				checkOutcome(t, d, filepath.Base(f))
			}
			var exit *exec.ExitError
			if err := c.Wait(); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitPartial) {
				t.Error(err)
			}
		})
	}
}

// checkOutcome reads the next object and looks at how reading ended.
func checkOutcome(t *testing.T, d *json.Decoder, file string) {
	t.Helper()
	var doc struct {
		gongkai.Outcome
		Reader string `json:"reader"`
	}
	if err := d.Decode(&doc); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	switch doc.Status {
	case gongkai.StatusOK:
	case gongkai.StatusCrashed, gongkai.StatusTimeout:
		t.Errorf("%s: %s: %s", file, doc.Status, doc.Reason)
	default:
		if doc.Reason == "" {
			t.Errorf("%s: %s without a reason", file, doc.Status)
		}
	}
}
