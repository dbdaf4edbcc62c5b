package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/knadh/koanf/v2"
	"go.uber.org/zap"
)

// TestSystemd verifies the units as systemd reads them, and that the command in
// them is one that this program takes.
func TestSystemd(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for _, name := range []string{"gongkai.service", "gongkai.timer"} {
		data, err := os.ReadFile(filepath.Join(repository, "deploy", "systemd", name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if m := regexp.MustCompile(`(?m)^ExecStart=\S+ (\w+) (.*)$`).FindStringSubmatch(text); m != nil {
			c, _, err := (&app{conf: koanf.New("."), log: zap.NewNop()}).command().Find([]string{m[1]})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range regexp.MustCompile(`--[\w-]+`).FindAllString(m[2], -1) {
				if flag := strings.TrimPrefix(f, "--"); c.Flag(flag) == nil && c.InheritedFlags().Lookup(flag) == nil {
					t.Errorf("%s: gongkai %s takes no %s", name, m[1], f)
				}
			}
			self, err := os.Executable() // what is there, so that systemd finds it
			if err != nil {
				t.Fatal(err)
			}
			text = strings.Replace(text, "/usr/local/bin/gongkai", self, 1)
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not here")
	}
	if out, err := exec.CommandContext(t.Context(), analyze, append([]string{"verify"}, files...)...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v: %s", err, out)
	}
}
