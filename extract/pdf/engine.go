package pdf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"gongkai/internal/limits"
)

// pdfium is C++ compiled to WebAssembly: it runs in this process and can reach
// nothing but its own memory and, to draw fonts that a file does not bring, the
// fonts of the system. wazero compiles it to machine code, which takes seconds
// and is kept on disk: <user cache>/gongkai/pdfium.

// instanceWait is how long a new instance may take: 20 ms and a busy machine.
const instanceWait = 30 * time.Second

// systemFonts is where pdfium looks for fonts that are not embedded.
const systemFonts = "/usr/share/fonts"

// engine compiles pdfium, once in a process.
var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(limits.PDFiumMemory / 65536)
	if cache := compiled(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	files := wazero.NewFSConfig()
	if _, err := os.Stat(systemFonts); err == nil {
		files = files.WithReadOnlyDirMount(systemFonts, systemFonts)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config, FSConfig: files, Stdout: os.Stderr, Stderr: os.Stderr,
	})
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	return pool, nil
})

// compiled is the cache of machine code, nil where there is no place for it.
func compiled() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "gongkai", "pdfium"))
	if err != nil {
		return nil
	}
	return cache
}

// StartPDFium compiles pdfium, or loads what was compiled before, so that the
// first document does not pay for it.
func StartPDFium() error {
	_, err := engine()
	return err
}

// newInstance gives a pdfium with fresh memory.
func newInstance() (pdfium.Pdfium, error) {
	pool, err := engine()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), instanceWait)
	defer cancel()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	return instance, nil
}
