package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/extract/layout"
	"gongkai/internal/pdftest"
)

// boxesOf writes each glyph as text@x0,y0-x1,y1.
func boxesOf(p *layout.Page) string {
	var out []string
	for _, g := range p.Glyphs {
		out = append(out, fmt.Sprintf("%s@%v,%v-%v,%v", g.Text, round(g.X0), round(g.Y0), round(g.X1), round(g.Y1)))
	}
	return strings.Join(out, " ")
}

// composite is a Type0 font that is not embedded.
func composite(encoding, ordering, entries, more string) string {
	return fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 2>>%s>>]%s>>", encoding, ordering, entries, more)
}

// cmapOf is a CMap with these sections.
func cmapOf(sections string) string {
	return "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" + sections + "\nendcmap end end"
}

// twoBytes begins a CMap of codes of two bytes.
const twoBytes = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"

// The page is 200 by 100, the text begins at 10,50 with size 10; the baseline
// is 8.8 below the top of a box.
func TestFonts(t *testing.T) {
	tests := []struct {
		name, font, show, want string
		objects                map[string]string
	}{
		{name: "GBK-EUC-H: half-width ASCII is CIDs 814 to 907, the space 7716",
			font: composite("GBK-EUC-H", "GB1", "/W[814 907 500 7716[250]]", ""),
			show: "<CFEE4120C4BF>", want: "项@10,41.2-20,51.2 A@20,41.2-25,51.2  @25,41.2-27.5,51.2 目@27.5,41.2-37.5,51.2"},
		{name: "GBKp-EUC-H: ASCII is CIDs 1 to 95",
			font: composite("GBKp-EUC-H", "GB1", "/W[1 95 300 814 907 500]", ""),
			show: "<41CFEE>", want: "A@10,41.2-13,51.2 项@13,41.2-23,51.2"},
		{name: "GBK2K-H: codes of four bytes",
			font: composite("GBK2K-H", "GB1", "", ""),
			show: "<8139EE39CFEE>", want: "㐀@10,41.2-20,51.2 项@20,41.2-30,51.2"},
		{name: "UniGB-UCS2-H",
			font: composite("UniGB-UCS2-H", "GB1", "/DW 1000/W[1 95 500]", ""),
			show: "<987900419879>", want: "项@10,41.2-20,51.2 A@20,41.2-25,51.2 项@25,41.2-35,51.2"},
		{name: "UniGB-UTF16-H: surrogates",
			font: composite("UniGB-UTF16-H", "GB1", "", ""),
			show: "<D840DC009879>", want: "𠀀@10,41.2-20,51.2 项@20,41.2-30,51.2"},
		{name: "Identity-H without ToUnicode, characters of Adobe-GB1",
			font: composite("Identity-H", "GB1", "/W[34 34 600]", ""),
			show: "<0022006E>", want: "A@10,41.2-16,51.2 ’@16,41.2-26,51.2"},
		{name: "ToUnicode goes before the encoding",
			font: composite("UniGB-UCS2-H", "GB1", "", "/ToUnicode {cmap}"), objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf(twoBytes+"1 beginbfchar <9879> <76EE> endbfchar")),
			}, show: "<987976EE>", want: "目@10,41.2-20,51.2 目@20,41.2-30,51.2"},
		{name: "ToUnicode of ranges, arrays and several characters",
			font: composite("Identity-H", "Identity", "", "/ToUnicode {cmap}"), objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf(twoBytes+"2 beginbfrange <0001> <0003> <0041> <0004> <0005> [<0066006C> <D840DC00>] endbfrange")),
			}, show: "<0003000400050009>", want: "C@10,41.2-20,51.2 fl@20,41.2-30,51.2 𠀀@30,41.2-40,51.2 \uFFFD@40,41.2-50,51.2"},
		{name: "radicals are folded and private use is nobody's character",
			font: composite("Identity-H", "Identity", "", "/ToUnicode {cmap}"), objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf(twoBytes+"1 beginbfrange <0001> <0004> [<2F08> <2ED4> <2F3E> <E123>] endbfrange")),
			}, show: "<0001000200030004>", want: "人@10,41.2-20,51.2 门@20,41.2-30,51.2 户@30,41.2-40,51.2 \uFFFD@40,41.2-50,51.2"},
		{name: "an embedded CMap of codes of one and two bytes",
			font: strings.Replace(composite("X", "GB1", "/W[34[600]]", ""), "/Encoding/X", "/Encoding {cmap}", 1), objects: map[string]string{
				"cmap": pdftest.Stream("/Type/CMap/CMapName/Own", cmapOf("2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange\n"+
					"1 begincidrange <41> <41> 34 endcidrange 1 begincidchar <8140> 4559 endcidchar")),
			}, show: "<41814041>", want: "A@10,41.2-16,51.2 中@16,41.2-26,51.2 A@26,41.2-32,51.2"},

		{name: "Identity-V: downwards, centred on the line",
			font: composite("Identity-V", "Identity", "", "/ToUnicode {cmap}"), objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf(twoBytes+"1 beginbfrange <0001> <0002> [<9879> <76EE>] endbfrange")),
			}, show: "<00010002>", want: "项@5,50-15,60 目@5,60-15,70"},
		{name: "DW2",
			font: composite("UniGB-UCS2-V", "GB1", "/DW2[700 -500]", ""),
			show: "<987976EE>", want: "项@5,48.2-15,58.2 目@5,53.2-15,63.2"},
		{name: "W2 of lists and ranges",
			font: composite("Identity-V", "Identity", "/W2[1[-500 300 880] 2 3 -2000 500 380]", "/ToUnicode {cmap}"), objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf(twoBytes+"1 beginbfrange <0001> <0003> <0041> endbfrange")),
			}, show: "<0001000200030001>", want: "A@7,50-17,60 B@5,50-15,60 C@5,70-15,80 A@7,95-17,105"},
		{name: "GBK-EUC-V",
			font: composite("GBK-EUC-V", "GB1", "", ""),
			show: "<CFEEC4BF>", want: "项@5,50-15,60 目@5,60-15,70"},

		{name: "simple: widths from FirstChar on, MissingWidth elsewhere",
			font: "<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding/FirstChar 65/LastChar 66/Widths[700 300]/FontDescriptor<</MissingWidth 200>>>>",
			show: "(ABCA)", want: "A@10,41.2-17,51.2 B@17,41.2-20,51.2 C@20,41.2-22,51.2 A@22,41.2-29,51.2"},
		{name: "simple: the standard fonts bring their widths",
			font: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
			show: "(Ai)", want: "A@10,41.2-16.67,51.2 i@16.67,41.2-18.89,51.2"},
		{name: "simple: Differences by name, by Unicode, none",
			font: "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 65/Widths[500 500 500 500]/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/uni9879/yen 68/.notdef]>>>>",
			show: "(ABCD)", want: "项@10,41.2-15,51.2 ¥@15,41.2-20,51.2 C@20,41.2-25,51.2"},
		{name: "simple: MacRoman",
			font: "<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 200/Widths[500 500 500]/Encoding/MacRomanEncoding>>",
			show: "<C8C9>", want: "»@10,41.2-15,51.2 …@15,41.2-20,51.2"},
		{name: "simple: GBK bytes under WinAnsiEncoding",
			font: "<</Type/Font/Subtype/TrueType/BaseFont/#CB#CE#CC#E5/Encoding/WinAnsiEncoding/FirstChar 0/Widths[" + strings.Repeat("500 ", 256) + "]>>",
			show: "<CFEE41C4BF>", want: "项@10,41.2-20,51.2 A@20,41.2-25,51.2 目@25,41.2-35,51.2"},
		{name: "Type 3: the font matrix scales the widths",
			font: "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.01 0 0 .01 0 0]/FirstChar 65/LastChar 66/Widths[60 40]/CharProcs<<>>/Encoding<</Differences[65/a1/A]>>/ToUnicode {cmap}>>",
			objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <9879> endbfchar")),
			}, show: "(AB)", want: "项@10,41.2-16,51.2 A@16,41.2-20,51.2"},
		{name: "Wingdings through private codes",
			font: "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular/FirstChar 108/Widths[500]/ToUnicode {cmap}>>",
			objects: map[string]string{
				"cmap": pdftest.Stream("", cmapOf("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <6C> <F06C> endbfchar")),
			}, show: "<6C>", want: "●@10,41.2-15,51.2"},
		{name: "Identity-H without ToUnicode: the embedded font's own map",
			font: strings.Replace(composite("Identity-H", "Identity", "/DW 1000/FontDescriptor<</FontFile2 {file}>>", ""), "SimSun", "ABCDEF+Own", 2),
			objects: map[string]string{
				"file": pdftest.Stream("", string(trueType(map[rune]int{'项': 1, '目': 2}, 3))),
			}, show: "<00020001>", want: "目@10,41.2-20,51.2 项@20,41.2-30,51.2"},
		{name: "a CIDToGIDMap stands between",
			font: strings.Replace(composite("Identity-H", "Identity", "/DW 1000/CIDToGIDMap {map}/FontDescriptor<</FontFile2 {file}>>", ""), "SimSun", "ABCDEF+Own", 2),
			objects: map[string]string{
				"file": pdftest.Stream("", string(trueType(map[rune]int{'项': 1, '目': 2}, 3))),
				"map":  pdftest.Stream("", "\x00\x00\x00\x02\x00\x01"),
			}, show: "<00010002>", want: "目@10,41.2-20,51.2 项@20,41.2-30,51.2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := readPage(t, pdftest.Document{
				Pages: []pdftest.Page{{Content: "BT /F3 10 Tf 10 50 Td " + tt.show + " Tj ET"}},
				Fonts: map[string]string{"F3": tt.font}, Objects: tt.objects,
			})
			if got := boxesOf(page); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// trueType is a font file with a character map and nothing to draw.
func trueType(chars map[rune]int, glyphs int) []byte {
	be := binary.BigEndian
	var runes []rune
	for r := range chars {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	// one subtable of format 12 for Windows, Unicode
	cmap := be.AppendUint16(nil, 0)
	cmap = be.AppendUint16(cmap, 1)
	cmap = be.AppendUint16(cmap, 3)
	cmap = be.AppendUint16(cmap, 10)
	cmap = be.AppendUint32(cmap, 12)
	cmap = be.AppendUint16(cmap, 12)
	cmap = be.AppendUint16(cmap, 0)
	cmap = be.AppendUint32(cmap, uint32(16+12*len(runes)))
	cmap = be.AppendUint32(cmap, 0)
	cmap = be.AppendUint32(cmap, uint32(len(runes)))
	for _, r := range runes {
		cmap = be.AppendUint32(cmap, uint32(r))
		cmap = be.AppendUint32(cmap, uint32(r))
		cmap = be.AppendUint32(cmap, uint32(chars[r]))
	}
	head := make([]byte, 54)
	be.PutUint16(head[18:], 1000)
	maxp := be.AppendUint16(be.AppendUint32(nil, 0x00010000), uint16(glyphs))
	tables := []struct {
		tag  string
		data []byte
	}{{"cmap", cmap}, {"head", head}, {"maxp", maxp}}
	file := be.AppendUint32(nil, 0x00010000)
	file = be.AppendUint16(file, uint16(len(tables)))
	file = append(file, make([]byte, 6)...)
	at := 12 + 16*len(tables)
	for _, t := range tables {
		file = append(file, t.tag...)
		file = be.AppendUint32(file, 0)
		file = be.AppendUint32(file, uint32(at))
		file = be.AppendUint32(file, uint32(len(t.data)))
		at += len(t.data)
	}
	for _, t := range tables {
		file = append(file, t.data...)
	}
	return file
}
