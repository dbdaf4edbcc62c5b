package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"gongkai"
)

// LibraryVariable is the environment variable that names the library's file.
const LibraryVariable = "GONGKAI_LIBCHDB"

// ErrNoLibrary means that libchdb is in none of the places where it is looked for.
var ErrNoLibrary = errors.New("libchdb not found")

// FindLibrary is the path of libchdb: the file that $GONGKAI_LIBCHDB names,
// else what `npm ci` put into node_modules of the working directory, of the
// executable's folder or of a folder above either, else the system's library
// folders. The error wraps ErrNoLibrary and names all three.
func FindLibrary() (string, error) {
	name := "libchdb.so"
	if runtime.GOOS == "darwin" {
		// The npm packages call it .so on macOS too.
		name = "libchdb.{so,dylib}"
	}
	if path := os.Getenv(LibraryVariable); path != "" {
		if _, err := os.Stat(path); err != nil {
			return "", &gongkai.Error{Op: "find libchdb", Path: "$" + LibraryVariable, Err: err,
				Hint: "let it name the file libchdb.so, or unset it and run npm ci"}
		}
		return path, nil
	}
	var candidates []string
	for _, file := range names(name) {
		for _, root := range roots() {
			matches, _ := filepath.Glob(filepath.Join(quoteGlob(root), "node_modules", "@chdb", "lib-"+platform()+"*", file))
			candidates = append(candidates, matches...)
		}
	}
	for _, folder := range libraryFolders() {
		for _, file := range names(name) {
			candidates = append(candidates, filepath.Join(folder, file))
		}
	}
	for _, path := range candidates {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, nil
		}
	}
	return "", &gongkai.Error{Op: "find libchdb",
		Err: fmt.Errorf("%w: not in $%s (not set), not in node_modules/@chdb/lib-%s*/ of the working directory, the executable's folder or a folder above them, not in %s",
			ErrNoLibrary, LibraryVariable, platform(), strings.Join(libraryFolders(), ", ")),
		Hint: "npm ci"}
}

// platform is how npm's packages name this system: linux-x64.
func platform() string {
	arch := runtime.GOARCH
	if arch == "amd64" {
		arch = "x64"
	}
	return runtime.GOOS + "-" + arch
}

func names(pattern string) []string {
	stem, rest, ok := strings.Cut(pattern, "{")
	if !ok {
		return []string{pattern}
	}
	var out []string
	for _, ext := range strings.Split(strings.TrimSuffix(rest, "}"), ",") {
		out = append(out, stem+ext)
	}
	return out
}

// roots are the folders whose node_modules may hold the library, nearest first.
func roots() []string {
	var out []string
	add := func(dir string) {
		for {
			out = append(out, dir)
			parent := filepath.Dir(dir)
			if parent == dir {
				return
			}
			dir = parent
		}
	}
	if wd, err := os.Getwd(); err == nil {
		add(wd)
	}
	if exe, err := os.Executable(); err == nil {
		if target, err := filepath.EvalSymlinks(exe); err == nil {
			exe = target
		}
		add(filepath.Dir(exe))
	}
	return out
}

func libraryFolders() []string {
	folders := []string{"/usr/local/lib", "/usr/lib", "/opt/chdb/lib"}
	if runtime.GOOS == "darwin" {
		folders = append(folders, "/opt/homebrew/lib")
	}
	return folders
}

// quoteGlob lets a folder's name with pattern characters in it match itself.
func quoteGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

var loaded struct {
	sync.Mutex
	lib *library
}

// loadLibrary finds and loads libchdb once; a failure is tried again by the
// next caller, because what was missing may have been installed.
func loadLibrary() (*library, error) {
	loaded.Lock()
	defer loaded.Unlock()
	if loaded.lib != nil {
		return loaded.lib, nil
	}
	path, err := FindLibrary()
	if err != nil {
		return nil, err
	}
	lib, err := openLibrary(path)
	if err != nil {
		hint := "npm ci brings the library that fits this program"
		if errors.Is(err, fs.ErrPermission) {
			hint = "make the file readable"
		}
		return nil, &gongkai.Error{Op: "load libchdb", Path: path, Err: err, Hint: hint}
	}
	loaded.lib = lib
	return lib, nil
}
