package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/internal/samples"
)

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"gongkai": main})
}

// tidy removes the program that the tests built.
type tidy struct{ *testing.M }

func (t tidy) Run() int {
	defer func() { _ = os.RemoveAll(builtDir) }()
	return t.M.Run()
}

// TestScript runs the whole program as people do: arguments in, exit code,
// stdout and stderr out.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("GONGKAI_LIBCHDB", libchdb())
			// pdfium is compiled once and not in every script
			if cache, err := os.UserCacheDir(); err == nil {
				e.Setenv("XDG_CACHE_HOME", cache)
			}
			seed := samples.Seed()
			for name, data := range map[string][]byte{
				"seed.pdf": seed, "half.pdf": seed[:len(seed)/2], "scan.pdf": samples.All()[0].Files[0].Data,
			} {
				if err := os.WriteFile(filepath.Join(e.WorkDir, name), data, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
		Condition: func(c string) (bool, error) {
			if c == "chdb" {
				return libchdb() != "", nil
			}
			return false, fmt.Errorf("unknown condition %q", c)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
		},
	})
}

// exits CODE COMMAND…: runs a command and wants exactly that exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var e *exec.ExitError
	if asExit(err, &e) {
		code = e.ExitCode()
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func asExit(err error, e **exec.ExitError) bool {
	x, ok := err.(*exec.ExitError) //nolint:errorlint // Exec returns it bare
	*e = x
	return ok
}
