package main

import (
	"bytes"
	"context"
	"crypto/md5" // names a file, keeps no secret
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// convert turns a flat OpenDocument text into PDF with LibreOffice. A profile
// of its own keeps it apart from an office that a person has open.
func convert(ctx context.Context, fodt string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "samples-")
	if err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	source := filepath.Join(dir, "sample.fodt")
	if err := os.WriteFile(source, []byte(fodt), 0o600); err != nil {
		return nil, fmt.Errorf("convert: %w", err)
	}
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", dir, source)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("soffice: %w: %s", err, bytes.TrimSpace(out))
	}
	data, err := os.ReadFile(filepath.Join(dir, "sample.pdf"))
	if err != nil {
		return nil, fmt.Errorf("soffice made no PDF: %w: %s", err, bytes.TrimSpace(out))
	}
	return fixDates(data), nil
}

var (
	creationDate = regexp.MustCompile(`/CreationDate\(D:[^)]*\)`)
	fileID       = regexp.MustCompile(`/ID \[ ?<[0-9A-F]+>\s*<[0-9A-F]+> ?\]`)
	checksum     = regexp.MustCompile(`/DocChecksum /[0-9A-F]+`)
	hexDigits    = regexp.MustCompile(`[0-9A-F]{32}`)
)

// madeAt stands in every sample as its date of creation, so that making them
// again changes nothing but what really changed.
const madeAt = "D:20240101000000+08'00'"

// fixDates replaces the date and the identifiers that LibreOffice draws from
// the clock. All replacements have the length of what they replace: the
// cross-reference table counts bytes.
func fixDates(data []byte) []byte {
	data = creationDate.ReplaceAllFunc(data, func(old []byte) []byte {
		date := "/CreationDate(" + madeAt + ")"
		if len(date) > len(old) {
			date = "/CreationDate(" + madeAt[:16] + "Z)"
		}
		return []byte(date + strings.Repeat(" ", len(old)-len(date)))
	})
	zero := func(old []byte) []byte { return hexDigits.ReplaceAll(old, bytes.Repeat([]byte("0"), 32)) }
	data = checksum.ReplaceAllFunc(data, zero)
	data = fileID.ReplaceAllFunc(data, zero)
	id := fmt.Appendf(nil, "%X", md5.Sum(data))
	return fileID.ReplaceAllFunc(data, func(old []byte) []byte {
		return hexDigits.ReplaceAll(old, id)
	})
}
