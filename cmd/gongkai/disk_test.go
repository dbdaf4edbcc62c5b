package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a disk of that size (as mount -o size= takes it), and gives
// its folder and a way to make it larger. It needs root and skips without.
func smallDisk(t *testing.T, size string) (folder string, grow func(size string)) {
	t.Helper()
	folder = t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("a small disk needs root and a kernel that mounts: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	return folder, func(size string) {
		if err := syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT, "size="+size); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFullDisk runs the demo on a disk that is too small, makes it a little
// larger each time it fails, and finds the warehouse as if it had always been
// large enough. The disk runs full in the archive, the catalogue, the stored
// readings and the embedded warehouse, one after the other.
func TestFullDisk(t *testing.T) {
	needsChdb(t)
	if testing.Short() {
		t.Skip("short")
	}
	want, _ := undisturbed(t)
	folder, grow := smallDisk(t, "16k")
	data, address := filepath.Join(folder, "data"), freeAddress(t)
	demo := []string{"demo", "--data", data, "--listen", address, "-q"}
	met := map[string]int{}
	for kilobytes := 16; ; kilobytes += kilobytes/4 + 64 {
		grow(fmt.Sprintf("%dk", kilobytes))
		r := execute(t.Context(), t, demo...)
		if r.code == exitPartial || r.code == exitDone {
			break
		}
		if r.code != exitFailed || kilobytes > 100<<10 {
			t.Fatalf("with %d kB: exit %d: %s", kilobytes, r.code, r.stderr)
		}
		oneLineEach(t, r)
		said := strings.ToLower(r.stderr)
		if !strings.Contains(said, "space") || !strings.Contains(r.stderr, folder) || !strings.Contains(said, "free some space") {
			t.Errorf("with %d kB, want what is full and what to do: %s", kilobytes, r.stderr)
		}
		op, _, _ := strings.Cut(strings.TrimPrefix(r.stderr, "gongkai: "), folder)
		met[op]++
	}
	t.Logf("the disk was full in: %v", met)
	if len(met) < 3 {
		t.Errorf("the disk was full in %v only", met)
	}
	grow("256m")
	settle(t, data, demo, want)
}

// TestReadOnlyDisk: a data folder on a disk that is mounted read-only can be
// asked, and not written to.
func TestReadOnlyDisk(t *testing.T) {
	folder, _ := smallDisk(t, "64m")
	data := filepath.Join(folder, "data")
	if r := execute(t.Context(), t, "process", "--data", data, "-q"); r.code != exitDone {
		t.Fatalf("exit %d: %s", r.code, r.stderr)
	}
	if err := syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	r := execute(t.Context(), t, "status", "--data", data)
	if r.code != exitDone || !strings.Contains(r.stdout, "nothing was captured") {
		t.Errorf("status: exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
	for _, verb := range []string{"run", "crawl", "process", "load"} {
		r := execute(t.Context(), t, verb, "--data", data)
		if r.code != exitFailed || !strings.Contains(r.stderr, "open data folder "+data+": read-only file system\n") {
			t.Errorf("%s: exit %d: %s", verb, r.code, r.stderr)
		}
		oneLineEach(t, r)
	}
}

// TestUnwritableFolder runs the program as a user who may not write where the
// data should go.
func TestUnwritableFolder(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("becoming another user needs root")
	}
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for dir := folder; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) { // others may pass
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Dir(program), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"run", "crawl", "process", "load", "demo"} {
		c := command(t.Context(), t, verb, "--data", filepath.Join(folder, "data"))
		c.Dir = folder
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		r := finish(t, c)
		if r.code != exitFailed || !strings.Contains(r.stderr, "open data folder "+folder+"/data: permission denied\n") {
			t.Errorf("%s: exit %d: %s", verb, r.code, r.stderr)
		}
		if verb != "demo" { // which says first what it serves
			oneLineEach(t, r)
		}
	}
}
