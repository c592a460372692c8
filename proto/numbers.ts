// 64-bit numbers are plain numbers: whether another package happens to install `long` must not change what is decoded.
import protobuf from 'protobufjs/minimal.js'

Object.assign(protobuf.util, { Long: null })
protobuf.configure()
