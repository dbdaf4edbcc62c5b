package bundle

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	from := filepath.Join(dir, "from")
	for name, text := range map[string]string{"a/b.txt": "甲", "a/empty": "", "lock": "skip", "c": string(bytes.Repeat([]byte("x"), 1<<20))} {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(from, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(from, name), []byte(text), 0o640))
	}
	must(t, os.MkdirAll(filepath.Join(from, "none"), 0o755))
	must(t, os.Symlink("b.txt", filepath.Join(from, "a", "near")))
	must(t, os.Symlink(filepath.Join(from, "c"), filepath.Join(from, "a", "far")))
	file := filepath.Join(dir, "kept")
	c, err := Write(ctx, file, from, "made by a test\n", func(p string) bool { return p == "lock" })
	if err != nil || c.Files != 3 {
		t.Fatalf("%+v, %v", c, err)
	}
	to := filepath.Join(dir, "to")
	note, back, err := Read(ctx, file, to)
	if err != nil || note != "made by a test\n" || back != c {
		t.Fatalf("%q, %+v, %v", note, back, err)
	}
	for name, want := range map[string]string{"a/b.txt": "甲", "a/empty": "", "a/near": "甲"} {
		if got, err := os.ReadFile(filepath.Join(to, name)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	// The absolute link leads into the copy.
	must(t, os.RemoveAll(from))
	if got, err := os.ReadFile(filepath.Join(to, "a", "far")); err != nil || len(got) != 1<<20 {
		t.Errorf("far: %d bytes, %v", len(got), err)
	}
	if _, err := os.Stat(filepath.Join(to, "lock")); err == nil {
		t.Error("lock was kept")
	}
	if _, err := os.Stat(filepath.Join(to, "none")); err != nil {
		t.Error("an empty folder is gone")
	}

	// Not into a folder with something in it, and not from a damaged file.
	if _, _, err := Read(ctx, file, to); !errors.Is(err, os.ErrExist) {
		t.Errorf("into a full folder: %v", err)
	}
	whole, err := os.ReadFile(file)
	must(t, err)
	for name, data := range map[string][]byte{"cut": whole[:len(whole)/2], "cut at its end": whole[:len(whole)-20], "changed": append(append(bytes.Clone(whole[:200]), whole[200]^1), whole[201:]...), "empty": nil, "text": []byte("hello")} {
		bad := filepath.Join(dir, "bad")
		must(t, os.WriteFile(bad, data, 0o600))
		out := filepath.Join(dir, "out")
		if _, _, err := Read(ctx, bad, out); err == nil {
			t.Errorf("%s: taken", name)
		}
		for _, left := range []string{out, out + ".part"} {
			if _, err := os.Stat(left); err == nil {
				t.Errorf("%s: %s is left", name, left)
			}
		}
	}
	// A link out of the folder is not kept.
	must(t, os.Symlink("/etc/passwd", filepath.Join(to, "out")))
	if _, err := Write(ctx, filepath.Join(dir, "again"), to, "", nil); err == nil {
		t.Error("a link out of the folder was kept")
	}
	if _, err := os.Stat(filepath.Join(dir, "again.part")); err == nil {
		t.Error("a part is left")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
