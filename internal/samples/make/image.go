package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// scan turns the first page of a PDF into an image and wraps it into a PDF
// again, as a scanner would: a page without one character of text.
func scan(ctx context.Context, pdf []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "samples-")
	if err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	source := filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(source, pdf, 0o600); err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	// 110 dots per inch in grey: legible, and well under 200 KB.
	const dpi = 110
	cmd := exec.CommandContext(ctx, "pdftoppm", "-r", strconv.Itoa(dpi), "-gray", "-png", "-singlefile", source, filepath.Join(dir, "page"))
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("pdftoppm: %w: %s", err, bytes.TrimSpace(out))
	}
	data, err := os.ReadFile(filepath.Join(dir, "page.png"))
	if err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	page, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	grey := image.NewGray(page.Bounds())
	draw.Draw(grey, grey.Bounds(), page, page.Bounds().Min, draw.Src)
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, grey, &jpeg.Options{Quality: 70}); err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	return imagePDF(jpg.Bytes(), grey.Bounds().Dx(), grey.Bounds().Dy(), dpi), nil
}

// imagePDF is a PDF of one page that shows a grey JPEG.
func imagePDF(jpg []byte, width, height, dpi int) []byte {
	w, h := float64(width)*72/float64(dpi), float64(height)*72/float64(dpi)
	content := fmt.Sprintf("q %.2f 0 0 %.2f 0 0 cm /Im0 Do Q", w, h)
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>", w, h),
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		fmt.Sprintf("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream", width, height, len(jpg), jpg),
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(objects))
	for n, object := range objects {
		offsets[n] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n+1, object)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return out.Bytes()
}

// notPDF is what a site sends in the place of a file that is gone.
const notPDF = `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>页面不存在</title></head>
<body>
<h1>您访问的页面不存在或已被删除</h1>
<p>请返回首页。（示例）</p>
</body>
</html>
`
