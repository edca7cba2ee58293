// CC0-1.0. Twelve orbs go round a mirror ball: 12 frames that loop. Render: povray orbit.ini
#version 3.7;
global_settings { assumed_gamma 1.0 max_trace_level 6 }
#include "orbit.inc"

camera {
  location <0, 3.1, -7.2>
  look_at <0, 0.72, 0>
  angle 44
  right x * image_width / image_height
}

sky_sphere {
  pigment {
    gradient y
    color_map { [0.0 Dusk] [0.25 srgb <0.48, 0.32, 0.50>] [0.6 Night] [1.0 Night * 0.5] }
  }
}

light_source {
  <6, 8, -4> srgb <1.0, 0.90, 0.78> * 1.25
  area_light <1.6, 0, 0>, <0, 0, 1.6>, 5, 5 adaptive 1 circular orient
}
light_source { <-6, 3, -3> srgb <0.35, 0.50, 0.85> * 0.5 shadowless }

plane {
  y, 0
  pigment {
    radial frequency 24
    color_map { [0.5 Night * 1.4] [0.5 Night * 2.6] }
  }
  finish { Floor }
}

sphere { <0, 1.15, 0>, 1.15 pigment { srgb <0.95, 0.95, 1.0> } finish { Chrome } }
torus { 2.35, 0.035 translate y * 0.05 pigment { srgb <0.98, 0.84, 0.55> } finish { Chrome } }

// A quarter turn brings every orb onto one of its own colour, so the animation loops.
#for (I, 0, 11)
  #declare Turn = 30 * I + 90 * clock;
  sphere {
    <2.35, 0.42 + 0.3 * (1 + sin(radians(3 * Turn + 360 * clock))) / 2, 0>, 0.34
    pigment { Orb_Colours[mod(I, 3)] }
    finish { Lacquer }
    rotate y * Turn
  }
#end
