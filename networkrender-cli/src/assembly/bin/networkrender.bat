@echo off
rem Starts networkrender from the folder that this file is in. Needs Java 17 or newer.
setlocal
set "APP_HOME=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" --list-modules >nul 2>nul
if errorlevel 1 goto nojava
"%JAVA%" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:Tier4InvocationThreshold=30000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=90000 --class-path "%APP_HOME%\lib\*" -Djava.awt.headless=true "-Dnetworkrender.home=%APP_HOME%" org.networkrender.cli.Main %*
exit /b %ERRORLEVEL%
:nojava
echo networkrender: This machine has no Java 17; networkrender needs it. Get it from https://adoptium.net 1>&2
exit /b 3
