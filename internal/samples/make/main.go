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
	source, err := os.ReadFile(filepath.Join(dir, "seed.txt"))
	if err != nil {
		return err
	}
	blocks, err := parseMarkup(bytes.NewReader(source))
	if err != nil {
		return fmt.Errorf("seed.txt: %w", err)
	}
	if err := makeTruth(dir, blocks); err != nil {
		return err
	}
	seed := document{"seed.pdf", "西安市高陵区人力资源和社会保障信息中心2023年单位预算公开说明", blocks, true}
	for _, d := range append([]document{seed}, madeUp(formsOf(blocks))...) {
		pdf, err := convert(ctx, writeFODT(d))
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		if d.name == scanned {
			if pdf, err = scan(ctx, pdf); err != nil {
				return fmt.Errorf("%s: %w", d.name, err)
			}
		}
		if err := write(dir, d.name, pdf); err != nil {
			return err
		}
	}
	return write(dir, "information-2024-budget.pdf", []byte(notPDF))
}

func makeTruth(dir string, blocks []block) error {
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

func write(dir, name string, data []byte) error {
	return os.WriteFile(filepath.Join(dir, "pdf", name), data, 0o644)
}
