// Package pdftest makes small PDFs in memory and finds shared test material.
//
//   - A Document is built of pages, each one content stream in user space:
//     points, origin at the bottom left of the media box.
//   - The simple font F1 has a width of half an em for every code; the Type0
//     font F2 (Identity-H: two bytes are one CID) has a width of one em and a
//     ToUnicode CMap.
//   - Shared material is the folder of real and of damaged files beside the
//     repository; a test which needs it is skipped where it is absent.
package pdftest
