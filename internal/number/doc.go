// Package number reads printed amounts and quantities exactly.
//
//   - A printed number keeps its places: 82.31 万元 says the amount to 100 yuan
//     and no finer, which is what rounding is judged by.
//   - Blank, dash (—: "nothing"), zero and text are different states.
package number
