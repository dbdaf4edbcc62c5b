package main

import (
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"gongkai/internal/golden"
)

// TestSummary is what people see of the seed where there is no terminal.
func TestSummary(t *testing.T) {
	r := execute(t.Context(), t, "inspect", "../../internal/samples/pdf/seed.pdf")
	if r.code != exitDone {
		t.Fatalf("exit %d: %s", r.code, r.stderr)
	}
	golden.Equal(t, "seed.summary.txt", r.stdout)
}

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "0": "0.00", "823063.9": "823,063.90", "1820665600": "1,820,665,600.00", "-1234.5": "-1,234.50", "-123": "-123.00", "999999": "999,999.00",
	} {
		if got := grouped(in); got != want {
			t.Errorf("grouped(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSnipMiddle(t *testing.T) {
	name := "西安市高陵区人力资源和社会保障信息中心（示例）"
	for _, width := range []int{16, 25, 40, 46, 80} {
		got := snipMiddle(name, width)
		if n := text.StringWidthWithoutEscSequences(got); n > width || n < min(width, 46)-3 {
			t.Errorf("width %d: %q is %d wide", width, got, n)
		}
		if width < 46 && got[len(got)-len("例）"):] != "例）" {
			t.Errorf("width %d: %q lost its end", width, got)
		}
	}
}

func TestPageList(t *testing.T) {
	for want, in := range map[string][]int{"": nil, "3": {3}, "24–25": {24, 25}, "1–3, 5, 7–8": {1, 2, 3, 5, 7, 8}} {
		if got := pageList(in); got != want {
			t.Errorf("pageList(%v) = %q, want %q", in, got, want)
		}
	}
}
