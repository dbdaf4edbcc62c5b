// Command make makes the sample documents again from their sources: `go run
// ./internal/samples/make` in the root of the repository, or `make samples`.
// It needs LibreOffice (soffice) with the Noto CJK fonts, and pdftoppm for the
// page that becomes an image.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", filepath.Join("internal", "samples"), "folder of the samples package")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "make samples:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, dir string) error {
	return makeSeed(ctx, dir)
}

func makeSeed(ctx context.Context, dir string) error {
	source, err := os.ReadFile(filepath.Join(dir, "seed.txt"))
	if err != nil {
		return err
	}
	blocks, err := parseMarkup(bytes.NewReader(source))
	if err != nil {
		return fmt.Errorf("seed.txt: %w", err)
	}
	pdf, err := convert(ctx, writeFODT("西安市高陵区人力资源和社会保障信息中心2023年单位预算公开说明", blocks))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "pdf", "seed.pdf"), pdf, 0o644); err != nil {
		return err
	}
	truth, err := seedTruth(blocks)
	if err != nil {
		return err
	}
	encoded, err := encodeTruth(truth)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "testdata", "seed.truth.json"), encoded, 0o644)
}
